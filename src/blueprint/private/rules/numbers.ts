import { Node } from '../shape';

/** A whole number of a unit, both ends included. */
export function wholeNumber(node: Node, minimum: number, maximum: number, unit: string): void {
  if (!Number.isInteger(node.value) || (node.value as number) < minimum || (node.value as number) > maximum) {
    node.report(`must be a whole number from ${minimum} to ${maximum}`, `Give it in ${unit}, without quotes.`);
  }
}

export function percentage(node: Node): void {
  if (typeof node.value !== 'number' || node.value < 0 || node.value > 100) {
    node.report('must be a number from 0 to 100', 'Give it in percent, without quotes.');
  }
}

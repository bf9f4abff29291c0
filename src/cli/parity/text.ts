import type { ComparedResource, ComparedStack } from './compared-stacks';
import type { Difference } from './differences';

/** What differs between two environments. */
export interface Parity {
  readonly environments: readonly string[];
  readonly settings: readonly Difference[];
  readonly stacks: readonly ComparedStack[];
}

const LONGEST = 60;

/** The differences for people, each with its value in the first and in the second environment. */
export function inWords({ environments, settings, stacks }: Parity): string {
  const [first, second] = environments;
  if (settings.length + stacks.length === 0) {
    return `${first} and ${second} do not differ.`;
  }
  return [
    `How ${first} and ${second} differ, each as ${first} | ${second}:`,
    ...(settings.length > 0 ? ['', 'Settings', ...table(settings, '  ')] : []),
    ...stacks.flatMap((stack) => ['', `Stack ${stack.stack}`, ...linesOf(stack)]),
  ].join('\n');
}

function linesOf({ onlyIn, lonely, resources }: ComparedStack): string[] {
  if (onlyIn !== undefined) {
    return [`  only in ${onlyIn}`];
  }
  return [
    ...resources.flatMap((resource: ComparedResource) => [`  ${resource.type} ${resource.logicalId}`, ...table(resource.differences, '    ')]),
    ...lonely.map(({ environment, type, logicalId }) => `  only in ${environment}: ${type} ${logicalId}`),
  ];
}

function table(differences: readonly Difference[], indent: string): string[] {
  const width = Math.max(...differences.map(({ path }) => path.length));
  return differences.map(({ path, values }) => `${indent}${path.padEnd(width)}  ${values.map(show).join(' | ')}`);
}

function show(value: unknown): string {
  const text = value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

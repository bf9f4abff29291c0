import { looksLikeSecret, withoutSecret } from '../secret-values';
import { Node } from '../shape';

/** Values that are stored readable must be no secrets. No message repeats one. */
export function checkPlainValues(values: Node[], nameOf: (node: Node) => string, remedy: string): void {
  for (const node of values) {
    if (typeof node.value === 'string' && looksLikeSecret(nameOf(node), node.value)) {
      node.problems.add(node.place, 'must not be a secret', withoutSecret(node.value), remedy);
    }
  }
}

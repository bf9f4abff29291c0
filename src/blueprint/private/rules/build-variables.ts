import { checkPlainValues } from './plain-values';
import { childOf, Node } from '../shape';

const KINDS = ['variables', 'parameters', 'secrets'];
const REMEDY = 'Whoever may see the project reads it: keep it in Secrets Manager and name it under secrets.';
const PROXY_REMEDY = 'Let the proxy know the build by its address.';

/** Every variable comes from one place, and none of the plain ones is a secret. */
export function checkBuildVariables(root: Node, build: Node): void {
  checkPlainValues(valuesUnder(build, 'variables'), lastKey, REMEDY);
  checkPlainValues(valuesUnder(build, 'proxy'), lastKey, PROXY_REMEDY);
  const first = new Map(valuesUnder(root, 'variables').map((node) => [lastKey(node), node.place]));
  for (const node of KINDS.flatMap((kind) => valuesUnder(build, kind))) {
    const other = first.get(lastKey(node));
    if (other === undefined) {
      first.set(lastKey(node), node.place);
    } else {
      node.problems.add(`the key of ${node.place}`, `must differ from ${other}`, lastKey(node), 'Give every variable one source.');
    }
  }
}

function valuesUnder(node: Node, key: string): Node[] {
  const child = childOf(node, key);
  return child ? Object.keys(child.value as object).map((name) => child.at(name)) : [];
}

function lastKey(node: Node): string {
  return node.place.split('.').at(-1)!;
}

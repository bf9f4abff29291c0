import { checkPlainValues } from './plain-values';
import { checkOneSource, variableOf } from './value-sources';
import { childOf, Node } from '../shape';

const KINDS = ['variables', 'parameters', 'secrets'];
const REMEDY = 'Whoever may see the project reads it: keep it in Secrets Manager and name it under secrets.';
const PROXY_REMEDY = 'Let the proxy know the build by its address.';

/** Every variable comes from one place, and none of the plain ones is a secret. */
export function checkBuildVariables(root: Node, build: Node): void {
  checkPlainValues(valuesUnder(build, 'variables'), variableOf, REMEDY);
  checkPlainValues(valuesUnder(build, 'proxy'), variableOf, PROXY_REMEDY);
  const shared = new Map(valuesUnder(root, 'variables').map((node) => [variableOf(node), node.place]));
  checkOneSource(KINDS.flatMap((kind) => valuesUnder(build, kind)), shared);
}

function valuesUnder(node: Node, key: string): Node[] {
  const child = childOf(node, key);
  return child ? Object.keys(child.value as object).map((name) => child.at(name)) : [];
}

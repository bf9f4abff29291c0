import { checkPlainValues } from './plain-values';
import { checkOneSource, variableOf } from './value-sources';
import { members, Node } from '../shape';

const KINDS = ['variables', 'parameters', 'secrets'];
const REMEDY = 'Whoever may see the project reads it: keep it in Secrets Manager and name it under secrets.';
const PROXY_REMEDY = 'Let the proxy know the build by its address.';

/** Every variable comes from one place, and none of the plain ones is a secret. */
export function checkBuildVariables(root: Node, build: Node): void {
  checkPlainValues(members(build, 'variables'), variableOf, REMEDY);
  checkPlainValues(members(build, 'proxy'), variableOf, PROXY_REMEDY);
  const shared = new Map(members(root, 'variables').map((node) => [variableOf(node), node.place]));
  checkOneSource(KINDS.flatMap((kind) => members(build, kind)), shared);
}

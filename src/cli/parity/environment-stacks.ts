import type { DeploymentEnvironment } from '../../blueprint';
import { nameInEnvironment } from '../../blueprint/private/environment-name';
import { AssemblyStack, CloudAssembly } from '../../rehearsal';

/** The stacks that a pipeline delivers to an environment, by their paths without the environment's name. */
export function stacksOf(assembly: CloudAssembly, { name }: DeploymentEnvironment): Map<string, AssemblyStack> {
  const stacks = assembly.stacks.filter(({ tags }) => tags.Environment === name);
  return new Map(stacks.map((stack) => [nameInEnvironment(pathOf(stack), name), stack]));
}

/** `beta-api/Service (beta-orders-api)` is `beta-api/Service` under a name of its own. */
function pathOf({ displayName }: AssemblyStack): string {
  return displayName.replace(/ \(.*\)$/, '');
}

import { Difference, differencesOf, IsSame } from './differences';
import { stacksOf } from './environment-stacks';
import type { DeploymentEnvironment } from '../../blueprint';
import type { CloudAssembly } from '../../rehearsal';

/** A resource that is in the stacks of one of two environments only. */
export interface LonelyResource {
  readonly environment: string;
  readonly logicalId: string;
  readonly type: string;
}

/** A resource that is in both, and what of it differs. */
export interface ComparedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly differences: readonly Difference[];
}

/** A stack of both environments, or of the one that has it. */
export interface ComparedStack {
  readonly stack: string;
  readonly onlyIn?: string;
  readonly lonely: readonly LonelyResource[];
  readonly resources: readonly ComparedResource[];
}

type Resources = Readonly<Record<string, { readonly Type: string; readonly [key: string]: unknown }>>;

/** Says nothing of a resource: where it came from, and what CDK counts. */
const UNCOMPARED = ['Metadata'];
const METADATA_TYPE = 'AWS::CDK::Metadata';

/** How the stacks of two environments differ. Stacks without a difference are left out. */
export function compareStacks(assembly: CloudAssembly, environments: readonly [DeploymentEnvironment, DeploymentEnvironment]): ComparedStack[] {
  const [left, right] = environments.map((environment) => stacksOf(assembly, environment));
  const isSame = sameIn(environments);
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return names.map((stack): ComparedStack => {
    const [one, other] = [left.get(stack), right.get(stack)];
    if (one === undefined || other === undefined) {
      return { stack, onlyIn: environments[one === undefined ? 1 : 0].name, lonely: [], resources: [] };
    }
    return { stack, ...compareResources(resourcesOf(assembly.template(one)), resourcesOf(assembly.template(other)), environments, isSame) };
  }).filter(({ onlyIn, lonely, resources }) => onlyIn !== undefined || lonely.length + resources.length > 0);
}

function resourcesOf({ Resources = {} }: { readonly Resources?: object }): Resources {
  return Object.fromEntries(Object.entries(Resources as Resources).filter(([, { Type }]) => Type !== METADATA_TYPE)
    .map(([id, resource]) => [id, Object.fromEntries(Object.entries(resource).filter(([key]) => !UNCOMPARED.includes(key)))])) as Resources;
}

function compareResources(
  one: Resources, other: Resources, environments: readonly DeploymentEnvironment[], isSame: IsSame,
): Pick<ComparedStack, 'lonely' | 'resources'> {
  const shared = Object.keys(one).filter((id) => other[id]?.Type === one[id].Type);
  const [left, right] = [one, other].map((resources) => Object.keys(resources).filter((id) => !shared.includes(id)));
  // Ids that CDK derives from a path hold the environment's name: what is equal under another id is no difference.
  const unpaired = new Set(right);
  const lonelyLeft = left.filter((id) => {
    const twin = [...unpaired].find((candidate) => differencesOf(one[id], other[candidate], isSame).length === 0);
    return twin === undefined || !unpaired.delete(twin);
  });
  const inOnly = (environment: DeploymentEnvironment, resources: Resources, ids: Iterable<string>): LonelyResource[] =>
    [...ids].map((logicalId) => ({ environment: environment.name, logicalId, type: resources[logicalId].Type }));
  const lonely = [...inOnly(environments[0], one, lonelyLeft), ...inOnly(environments[1], other, unpaired)];
  const resources = shared.map((id) => ({ logicalId: id, type: one[id].Type, differences: differencesOf(one[id], other[id], isSame) }));
  return { lonely, resources: resources.filter(({ differences }) => differences.length > 0) };
}

/** Two texts are the same if nothing but the place and the name of the environments tells them apart. */
function sameIn([first, second]: readonly [DeploymentEnvironment, DeploymentEnvironment]): IsSame {
  return (one, other) => one === other
    || (typeof one === 'string' && typeof other === 'string' && withoutPlace(one, first) === withoutPlace(other, second));
}

function withoutPlace(text: string, { account, regions, namePrefix, name }: DeploymentEnvironment): string {
  return [namePrefix, account, ...regions].filter((part) => part !== '').reduce((rest, part) => rest.split(part).join('\u0000'), text)
    .replace(new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, 'gi'), '\u0000');
}

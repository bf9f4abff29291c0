import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from './account-resources';

/** The actions that types of resources need. */
export interface RequiredActions {
  readonly actions: readonly string[];
  /** Types for which AWS publishes no actions, so that their whole service is allowed. */
  readonly wholeServices: readonly string[];
  /** Types that nothing is known of. */
  readonly unknownTypes: readonly string[];
}

/** The actions that CloudFormation needs for a resource, by its type. */
export type PermissionTable = Readonly<Record<string, readonly string[]>>;

/** From AWS's schemas of resource types; `scripts/execution-permissions.ts` writes it. */
const TABLE = join(__dirname, '..', '..', '..', 'assets', 'execution-policy', 'permissions.json');

/** Nothing is done in AWS for these. */
const WITHOUT_ACTIONS = ['AWS::CDK::Metadata', 'AWS::CloudFormation::WaitConditionHandle', 'AWS::CloudFormation::WaitCondition'];

const CUSTOM_RESOURCE = /^(Custom::|AWS::CloudFormation::CustomResource$)/;

/** Prefixes of IAM where no type of the same service tells them. */
const PREFIXES: Readonly<Record<string, string>> = {
  AmazonMQ: 'mq', CodeStar: 'codestar', DocDB: 'rds', Elasticsearch: 'es', ElasticLoadBalancing: 'elasticloadbalancing', WAFRegional: 'waf-regional',
};

export function isCustomResource({ Type }: Pick<Resource, 'Type'>): boolean {
  return CUSTOM_RESOURCE.test(Type);
}

export function readPermissions(): PermissionTable {
  return JSON.parse(readFileSync(TABLE, 'utf8')) as PermissionTable;
}

export function requiredActions(resources: readonly Resource[], table: PermissionTable): RequiredActions {
  const types = [...new Set(resources.filter((resource) => !isCustomResource(resource)).map(({ Type }) => Type))]
    .filter((type) => !WITHOUT_ACTIONS.includes(type)).sort();
  const unpublished = types.filter((type) => !Object.hasOwn(table, type));
  const wholeServices = unpublished.filter((type) => type.startsWith('AWS::'));
  const actions = [
    ...types.flatMap((type) => (Object.hasOwn(table, type) ? table[type] : [])).flatMap(withNewName),
    ...wholeServices.map((type) => `${prefixOf(type, table)}:*`),
  ];
  return { actions: withoutCovered([...new Set(actions)].sort()), wholeServices, unknownTypes: unpublished.filter((type) => !type.startsWith('AWS::')) };
}

/**
 * Connections have a new name, which the lists do not know yet.
 *
 * https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
 */
function withNewName(action: string): string[] {
  return action.startsWith('codestar-connections:') ? [action, action.replace('codestar-connections:', 'codeconnections:')] : [action];
}

/** The prefix that most actions of the service's other types have. */
function prefixOf(type: string, table: PermissionTable): string {
  const service = type.split('::')[1];
  const counts = new Map<string, number>();
  for (const [other, actions] of Object.entries(table)) {
    if (other.startsWith(`AWS::${service}::`)) {
      actions.forEach((action) => counts.set(action.split(':')[0], (counts.get(action.split(':')[0]) ?? 0) + 1));
    }
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return PREFIXES[service] ?? most?.[0] ?? service.toLowerCase();
}

/** An action says nothing beside its whole service. */
function withoutCovered(actions: readonly string[]): string[] {
  return actions.filter((action) => action.endsWith(':*') || !actions.includes(`${action.split(':')[0]}:*`));
}

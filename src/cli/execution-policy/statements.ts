import { AccountResources, Resource } from './account-resources';
import { PolicyStatement } from './policy-statement';
import { isCustomResource, PermissionTable, RequiredActions, requiredActions } from './required-actions';
import { parameterArns, secretArns, stackArns } from './template-references';

/** Roles that the bootstrap makes: nothing that is deployed has business with them. */
const BOOTSTRAP_ROLES = ['cfn-exec', 'deploy', 'file-publishing', 'image-publishing', 'lookup'];

/** Actions that are allowed on some resources only; each has a statement of its own. */
const NARROWED: readonly RegExp[] = [
  /^iam:(PassRole|CreateServiceLinkedRole)$/, /^s3:GetObject(Version)?$/, /^s3:GetObjectMetadata$/, /^secretsmanager:GetSecretValue$/, /^ssm:GetParameters?$/,
  /^sts:/,
];

/** What gives a role its rights. With a boundary, only roles that have it may get any. */
const RIGHTS_OF_ROLES = /^iam:(CreateRole|(Put|Delete)RolePolicy|(Attach|Detach)RolePolicy|PutRolePermissionsBoundary)$/;
const NEVER_WITH_BOUNDARY = /^iam:DeleteRolePermissionsBoundary$/;

/** The statements that CloudFormation's execution role needs for the stacks of an account, and what it must not do. */
export function statementsOf(
  account: AccountResources, permissions: PermissionTable,
): { readonly statements: PolicyStatement[]; readonly required: RequiredActions } {
  const required = requiredActions(account.resources, permissions);
  const boundary = boundaryOf(account.resources);
  const general = required.actions.filter((action) => !NARROWED.some((pattern) => pattern.test(action)));
  const isOfRoles = (action: string) => boundary !== undefined && RIGHTS_OF_ROLES.test(action);
  const isForbidden = (action: string) => boundary !== undefined && NEVER_WITH_BOUNDARY.test(action);
  const statements = [
    ...byService(general.filter((action) => !isOfRoles(action) && !isForbidden(action))),
    ...(boundary === undefined ? [] : roleRights(general.filter(isOfRoles), account, boundary)),
    ...narrowed(account, required.actions),
    protectBootstrap(account),
  ];
  return { statements, required };
}

function allow(Sid: string, actions: readonly string[], arns: readonly string[], Condition?: PolicyStatement['Condition']): PolicyStatement[] {
  return actions.length === 0 || arns.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: [...actions], Resource: [...arns], ...(Condition && { Condition }) }];
}

function byService(actions: readonly string[]): PolicyStatement[] {
  const services = [...new Set(actions.map((action) => action.split(':')[0]))];
  return services.flatMap((service) => allow(sidOf(service), actions.filter((action) => action.startsWith(`${service}:`)), ['*']));
}

/** `elasticloadbalancing` becomes `Elasticloadbalancing`: a Sid takes letters and digits only. */
function sidOf(service: string): string {
  return service.split('-').map((word) => `${word[0].toUpperCase()}${word.slice(1)}`).join('');
}

function roleRights(actions: readonly string[], { account, partition }: AccountResources, boundary: string): PolicyStatement[] {
  return allow('RightsOfRolesWithTheBoundary', actions, [`arn:${partition}:iam::${account}:role/*`], { StringEquals: { 'iam:PermissionsBoundary': [boundary] } });
}

function narrowed(place: AccountResources, actions: readonly string[]): PolicyStatement[] {
  const { account, partition, resources, texts } = place;
  const needs = (pattern: RegExp) => actions.filter((action) => pattern.test(action));
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:*:${account}:${resource}`;
  const all = (pattern: RegExp, everything: string) => (needs(pattern).length > 0 ? [everything] : []);
  const services = servicesWithRoles(resources);
  return [
    ...allow('PassRolesOfTheStacks', services.length === 0 ? [] : needs(/^iam:PassRole$/), [`arn:${partition}:iam::${account}:role/*`], {
      StringEquals: { 'iam:PassedToService': services },
    }),
    ...allow('ServiceLinkedRoles', needs(/^iam:CreateServiceLinkedRole$/), [`arn:${partition}:iam::${account}:role/aws-service-role/*`]),
    ...allow('AssetsOfTheBootstrap', needs(/^s3:GetObject(Version)?$/), [`arn:${partition}:s3:::cdk-*-assets-${account}-*/*`]),
    ...allow('Secrets', ['secretsmanager:GetSecretValue'], [
      ...secretArns(texts, place), ...all(/^secretsmanager:GetSecretValue$/, arn('secretsmanager', 'secret:*')),
    ]),
    ...allow('Parameters', ['ssm:GetParameter', 'ssm:GetParameters'], [
      ...parameterArns(texts, place), ...all(/^ssm:GetParameters?$/, arn('ssm', 'parameter/*')),
    ]),
    ...allow('OutputsOfStacks', ['cloudformation:DescribeStacks'], stackArns(texts, place)),
    ...allow('CustomResources', resources.some(isCustomResource) ? ['lambda:InvokeFunction'] : [], [arn('lambda', 'function:*')]),
  ];
}

/** The services that the roles of the stacks are for: no role is passed to another one. */
function servicesWithRoles(resources: readonly Resource[]): string[] {
  const roles = resources.filter(({ Type }) => Type === 'AWS::IAM::Role');
  const found = JSON.stringify(roles.map(({ Properties }) => Properties?.AssumeRolePolicyDocument ?? {})).match(/[a-z0-9.-]+\.amazonaws\.com/g) ?? [];
  return [...new Set(found)].sort();
}

/** The boundary that all roles of the stacks have, if there is one. */
function boundaryOf(resources: readonly Resource[]): string | undefined {
  const boundaries = resources.filter(({ Type }) => Type === 'AWS::IAM::Role').map(({ Properties }) => Properties?.PermissionsBoundary);
  const [first] = boundaries;
  return typeof first === 'string' && boundaries.every((boundary) => boundary === first) ? first : undefined;
}

function protectBootstrap({ account, partition }: AccountResources): PolicyStatement {
  return {
    Sid: 'LeaveTheBootstrapAlone',
    Effect: 'Deny',
    Action: ['cloudformation:*', 'iam:*', 's3:DeleteBucket*', 's3:Put*', 'ssm:Delete*', 'ssm:PutParameter'],
    Resource: [
      `arn:${partition}:cloudformation:*:${account}:stack/CDKToolkit/*`,
      ...BOOTSTRAP_ROLES.map((role) => `arn:${partition}:iam::${account}:role/cdk-*-${role}-role-${account}-*`),
      `arn:${partition}:s3:::cdk-*-assets-${account}-*`,
      `arn:${partition}:ssm:*:${account}:parameter/cdk-bootstrap/*`,
    ],
  };
}

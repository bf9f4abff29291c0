import type { TemplateDiff } from '@aws-cdk/cloudformation-diff';
import type { PermissionChange } from '../report/stack-changes';

type Statement = TemplateDiff['iamChanges']['statements']['additions'][number];
type Rule = TemplateDiff['securityGroupChanges']['ingress']['additions'][number];
type Kind = PermissionChange['kind'];

/** What the resources of one template let somebody do or reach, before and after. */
export function permissionChangesOf({ iamChanges, securityGroupChanges }: TemplateDiff): PermissionChange[] {
  const { statements, managedPolicies, ssoAssignments, ssoInstanceACAConfigs, ssoPermissionSets } = iamChanges;
  return [
    ...statements.additions.map((one) => change('statement', 'added', one.effect !== 'Deny', describeStatement(one))),
    ...statements.removals.map((one) => change('statement', 'removed', one.effect === 'Deny', describeStatement(one))),
    ...grants('managedPolicy', managedPolicies, (one) => `${one.managedPolicyArn} for ${one.identityArn}`),
    ...grants('ingress', securityGroupChanges.ingress, (one) => `ingress to ${describeRule(one, 'from')}`),
    ...grants('egress', securityGroupChanges.egress, (one) => `egress of ${describeRule(one, 'to')}`),
    ...grants('identityCenter', ssoAssignments, (one) => `assignment ${one.cfnLogicalId}`),
    ...grants('identityCenter', ssoInstanceACAConfigs, (one) => `attributes for access control ${one.cfnLogicalId}`),
    ...grants('identityCenter', ssoPermissionSets, (one) => `permission set ${one.cfnLogicalId}`),
  ];
}

/** Each addition of these lets somebody do more. */
function grants<T>(kind: Kind, all: { readonly additions: T[]; readonly removals: T[] }, describe: (one: T) => string): PermissionChange[] {
  return [
    ...all.additions.map((one) => change(kind, 'added', true, describe(one))),
    ...all.removals.map((one) => change(kind, 'removed', false, describe(one))),
  ];
}

function change(kind: Kind, how: PermissionChange['change'], broadens: boolean, description: string): PermissionChange {
  return { kind, change: how, broadens, description };
}

/** Without the values of its condition: those are compared with what a caller has to know, such as an external id. */
function describeStatement(statement: Statement): string {
  const { effect, resource, action, principal } = statement.render();
  if (!effect) {
    return `a statement that only CloudFormation knows, for ${principal}`;
  }
  const words = [`${effect} ${oneLine(action)}`, resource && `on ${oneLine(resource)}`, principal && `to ${oneLine(principal)}`, statement.condition && 'under a condition'];
  return words.filter(Boolean).join(' ');
}

function describeRule(rule: Rule, direction: string): string {
  return `${rule.groupId} ${direction} ${rule.describePeer()}: ${rule.describeProtocol()}`;
}

function oneLine(list: string): string {
  return list.split('\n').join(', ');
}

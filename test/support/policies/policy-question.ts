import { runSimulation } from '@cloud-copilot/iam-simulate';
import { PolicyLandscape } from './policy-landscape';

/** "May this principal do that on this resource?" */
export interface PolicyQuestion {
  /** A role's ARN or the name of an AWS service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys beyond those that follow from the question itself. */
  readonly context?: Record<string, string>;
}

/**
 * Asks the simulator with the policies of both sides: those of the principal, and the trust, key or bucket policy.
 *
 * The simulator has no accounts of its own. It demands both sides' yes because it is told both accounts, and it is only
 * as right as the context given here, so the keys that AWS fills in by itself are filled in here. Service control
 * policies, permission boundaries and session policies are outside: they can only take away.
 */
export async function isAllowed(landscape: PolicyLandscape, question: PolicyQuestion): Promise<boolean> {
  const { principal, action, resource } = question;
  const role = landscape.roles.get(principal);
  if (principal.startsWith('arn:') && (!role || role.unknownPolicies.length > 0)) {
    throw new Error(`Question: not all policies of ${principal} are known`);
  }
  const target = landscape.roles.get(resource);
  // Actions on no resource in particular are ones in the account of the principal.
  const { account, policy } = resource === '*' && role ? { account: role.account, policy: undefined } : landscape.resource(resource);
  const answer = await runSimulation({
    request: { principal, action, resource: { resource, accountId: account }, contextVariables: contextOf(landscape, question, account) },
    identityPolicies: role?.policies ?? [],
    // A trust policy is about taking a role on. Passing a role on is a matter of the passing role alone.
    resourcePolicy: target ? trustFor(action, target.trust) : policy,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (answer.resultType === 'error') {
    throw new Error(`Question: ${action} on ${resource}: ${JSON.stringify(answer.errors)}`);
  }
  return answer.overallResult === 'Allowed';
}

function trustFor<T>(action: string, trust: T): T | undefined {
  return action.startsWith('sts:') ? trust : undefined;
}

function contextOf(landscape: PolicyLandscape, { principal, resource, context }: PolicyQuestion, account: string): Record<string, string> {
  const role = landscape.roles.get(principal);
  const tags = landscape.roles.get(resource)?.tags ?? {};
  return {
    'aws:SecureTransport': 'true',
    'aws:ResourceAccount': account,
    's3:ResourceAccount': account,
    ...(role && { 'aws:PrincipalArn': role.arn, 'aws:PrincipalAccount': role.account, 'kms:CallerAccount': role.account }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`iam:ResourceTag/${key}`, value])),
    ...context,
  };
}

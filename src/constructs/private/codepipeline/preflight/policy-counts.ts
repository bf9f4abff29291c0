import type { Count } from './count';
import { deployedPolicy } from './deployed-size';
import type { StackTemplate } from './stack-template';

/** How large the policies of a stack are once they are deployed. */
export function policyCounts(template: StackTemplate): Count[] {
  const all = Object.entries(template.resources);
  const size = (document: unknown) => Buffer.byteLength(deployedPolicy(document, template));
  const policyOf = (type: string, property: string, limit: Count['limit']) => all.filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]): Count => ({ limit, count: size(Properties?.[property]), where: `${template.stackName}, ${id}` }));
  return [
    ...rolePolicies(template),
    ...policyOf('AWS::S3::BucketPolicy', 'PolicyDocument', 'bucketPolicyBytes'),
    ...policyOf('AWS::KMS::Key', 'KeyPolicy', 'keyPolicyBytes'),
  ];
}

/** IAM adds a role's inline policies up, and counts no whitespace. */
function rolePolicies(template: StackTemplate): Count[] {
  const sizes = new Map<string, number>();
  const add = (role: string, document: unknown) => {
    sizes.set(role, (sizes.get(role) ?? 0) + deployedPolicy(document, template).replace(/\s/g, '').length);
  };
  for (const [id, { Type, Properties = {} }] of Object.entries(template.resources)) {
    if (Type === 'AWS::IAM::Role') {
      (Properties.Policies as { PolicyDocument: unknown }[] | undefined)?.forEach(({ PolicyDocument }) => add(id, PolicyDocument));
    } else if (Type === 'AWS::IAM::Policy') {
      (Properties.Roles as ({ Ref: string } | string)[] | undefined)?.forEach((role) => add(typeof role === 'string' ? role : role.Ref, Properties.PolicyDocument));
    }
  }
  return [...sizes].map(([role, count]) => ({ limit: 'rolePolicyBytes', count, where: `${template.stackName}, ${role}` }));
}

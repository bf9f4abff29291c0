import { Template } from 'aws-cdk-lib/assertions';
import { plannedCounts } from '../../../src/constructs/private/codepipeline/preflight/planned-counts';
import { policyCounts } from '../../../src/constructs/private/codepipeline/preflight/policy-counts';
import { renderTemplate } from '../../../src/constructs/private/codepipeline/preflight/stack-template';
import { countIn, estateOf, refusalOf } from '../../support/limits';

const PLACE = { stackName: 'orders', account: '111111111111', region: 'cn-north-1', text: '' };
const SPACES = 'a b';

test('[P11] a policy is measured with the values of its references and without whitespace, all inline policies of a role together', () => {
  const Roles = [{ Ref: 'Role' }];
  const resources = {
    Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: { Sid: SPACES } }] } },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { a: { Ref: 'AWS::AccountId' } } } },
    First: { Type: 'AWS::IAM::Policy', Properties: { Roles, PolicyDocument: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] }] } },
    Second: { Type: 'AWS::IAM::Policy', Properties: { Roles, PolicyDocument: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::GetAtt': ['Key', 'Arn'] }] } },
  };
  const deployed = [
    '{"Sid":"ab"}',
    '["arn:aws-cn:iam::111111111111:root"]',
    '["arn:aws-cn:s3:::orders-bucket-abcdefghijkl","arn:aws-cn:kms:cn-north-1:111111111111:key/11111111-1111-1111-1111-111111111111"]',
  ];
  expect(policyCounts({ ...PLACE, resources })).toEqual([
    { limit: 'rolePolicyBytes', count: deployed.join('').length, where: 'orders, Role' },
    { limit: 'keyPolicyBytes', count: '{"a":"111111111111"}'.length, where: 'orders, Key' },
  ]);
});

test('[P11] the policies of all roles, buckets and keys are counted, those of other regions too', () => {
  const delivery = estateOf({ accounts: 2, regions: 2 });
  delivery.app.synth();
  const stacks = [...new Set([delivery.stack, ...Object.values(delivery.pipeline.codePipeline.crossRegionSupport).map(({ stack }) => stack)])];
  const counts = stacks.map((stack) => policyCounts(renderTemplate(stack)));
  stacks.forEach((stack, index) => {
    const template = Template.fromStack(stack);
    const found = (limit: string) => counts[index].filter((count) => count.limit === limit).length;
    expect(found('bucketPolicyBytes')).toBe(Object.keys(template.findResources('AWS::S3::BucketPolicy')).length);
    expect(found('keyPolicyBytes')).toBe(Object.keys(template.findResources('AWS::KMS::Key')).length);
    const roles = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties.Roles[0].Ref);
    expect(found('rolePolicyBytes')).toBe(new Set(roles).size);
  });
  expect(counts.flat().every(({ count }) => count > 100)).toBe(true);
  expect(stacks).toHaveLength(2);
});

test.each([[1, 1], [3, 2], [8, 4]])('[P11] for %d accounts in %d regions the roles to assume are fewer bytes than the policy has in the end', (accounts, regions) => {
  const delivery = estateOf({ accounts, regions });
  delivery.app.synth();
  const { codePipeline } = delivery.pipeline;
  const planned = plannedCounts(delivery.pipeline.node.findChild('Engine') as never, codePipeline as never).find(({ limit }) => limit === 'rolePolicyBytes')!.count;
  const rendered = policyCounts(renderTemplate(delivery.stack)).find(({ where }) => where.endsWith('PipelineRole2EC0B66B'))!.count;
  expect(planned).toBeGreaterThan(70 * accounts * regions);
  expect(planned).toBeLessThan(rendered);
});

test.each(['rolePolicyBytes', 'bucketPolicyBytes', 'keyPolicyBytes'])('[P11] %s at the limit pass, one more does not', (limit) => {
  const synthesized = (fail: number) => refusalOf(estateOf({ accounts: 2, regions: 2 }, { limits: { [limit]: { fail } } }));
  const count = countIn(synthesized(500), limit)!;
  expect(synthesized(count)).toBeUndefined();
  expect(countIn(synthesized(count - 1), limit)).toBe(count);
});

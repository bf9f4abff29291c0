import { addApplication, assemblyOf, policiesOf, PROD } from '../../support/executed-stacks';
import { CloudFormationStack } from '../../support/policies/cloudformation-template';
import { PolicyLandscape } from '../../support/policies/policy-landscape';
import { isAllowed } from '../../support/policies/policy-question';

jest.setTimeout(60_000);

const ROLE = `arn:aws:iam::${PROD.account}:role/cdk-hnb659fds-cfn-exec-role-${PROD.account}-${PROD.region}`;
const inProd = (service: string, resource: string) => `arn:aws:${service}:${PROD.region}:${PROD.account}:${resource}`;
const role = (name: string) => `arn:aws:iam::${PROD.account}:role/${name}`;

const ASSETS = `cdk-hnb659fds-assets-${PROD.account}-${PROD.region}`;
const BUCKETS = ['prod-web-content', 'somebody-elses', ASSETS];

let landscape: PolicyLandscape;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const files = await policiesOf(assemblyOf(addApplication));
  jest.restoreAllMocks();
  landscape = new PolicyLandscape(BUCKETS.map((BucketName) => new CloudFormationStack({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName } } } }, PROD)));
  landscape.roles.set(ROLE, {
    arn: ROLE,
    account: PROD.account,
    trust: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'cloudformation.amazonaws.com' } }] },
    tags: {},
    policies: Object.entries(files).map(([name, policy]) => ({ name, policy: structuredClone(policy) as never })),
    unknownPolicies: [],
  });
});

/** An action, its resource and, where conditions ask for them, circumstances. */
type Question = [action: string, resource: string, context?: Record<string, string>];

const MAY: Question[] = [
  ['ecs:CreateService', inProd('ecs', 'service/default/api')],
  ['ecs:DeleteCluster', inProd('ecs', 'cluster/api')],
  ['ecs:RegisterTaskDefinition', '*'],
  ['ec2:CreateVpc', inProd('ec2', 'vpc/*')],
  ['ec2:DescribeSubnets', '*'],
  ['elasticloadbalancing:CreateLoadBalancer', inProd('elasticloadbalancing', 'loadbalancer/app/api/1')],
  ['cloudfront:CreateDistribution', '*'],
  ['s3:CreateBucket', 'arn:aws:s3:::prod-web-content'],
  ['s3:PutBucketPolicy', 'arn:aws:s3:::prod-web-content'],
  ['logs:CreateLogGroup', inProd('logs', 'log-group:api')],
  ['iam:CreateRole', role('prod-api-TaskRole')],
  ['iam:PutRolePolicy', role('prod-api-TaskRole')],
  ['iam:PassRole', role('prod-api-TaskRole'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  ['iam:CreateServiceLinkedRole', role('aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS')],
  ['s3:GetObject', `arn:aws:s3:::${ASSETS}/code.zip`],
  ['ssm:GetParameters', inProd('ssm', 'parameter/cdk-bootstrap/hnb659fds/version')],
];

const MAY_NOT: Question[] = [
  ['iam:CreateUser', `arn:aws:iam::${PROD.account}:user/eve`],
  ['iam:CreateAccessKey', `arn:aws:iam::${PROD.account}:user/eve`],
  ['iam:CreateLoginProfile', `arn:aws:iam::${PROD.account}:user/eve`],
  ['iam:UpdateAssumeRolePolicy', role(`cdk-hnb659fds-deploy-role-${PROD.account}-${PROD.region}`)],
  ['iam:PutRolePolicy', role(`cdk-hnb659fds-cfn-exec-role-${PROD.account}-${PROD.region}`)],
  ['iam:PassRole', role('somebody-elses'), { 'iam:PassedToService': 'sagemaker.amazonaws.com' }],
  ['iam:PassRole', role(`cdk-hnb659fds-cfn-exec-role-${PROD.account}-${PROD.region}`), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  ['sts:AssumeRole', role('administrator')],
  ['s3:GetObject', 'arn:aws:s3:::prod-web-content/secret.txt'],
  ['s3:GetObject', 'arn:aws:s3:::somebody-elses/secret.txt'],
  ['s3:PutObject', `arn:aws:s3:::${ASSETS}/code.zip`],
  ['secretsmanager:GetSecretValue', inProd('secretsmanager', 'secret:orders/db-AbCdEf')],
  ['ssm:PutParameter', inProd('ssm', 'parameter/cdk-bootstrap/hnb659fds/version')],
  ['cloudformation:DeleteStack', inProd('cloudformation', 'stack/CDKToolkit/1')],
  ['dynamodb:DeleteTable', inProd('dynamodb', 'table/orders')],
  ['rds:DeleteDBInstance', inProd('rds', 'db:orders')],
  ['organizations:LeaveOrganization', '*'],
  ['account:CloseAccount', '*'],
  ['kms:PutKeyPolicy', inProd('kms', 'key/1')],
];

describe('P4: the execution role with the policies written for a service and a site', () => {
  const answerTo = ([action, resource, context]: Question) => isAllowed(landscape, { principal: ROLE, action, resource, context });

  test.each(MAY.map((question) => ({ question, title: question.slice(0, 2).join(' on ') })))('may $title', async ({ question }) => {
    expect(await answerTo(question)).toBe(true);
  });

  test.each(MAY_NOT.map((question) => ({ question, title: question.slice(0, 2).join(' on ') })))('may not $title', async ({ question }) => {
    expect(await answerTo(question)).toBe(false);
  });
});

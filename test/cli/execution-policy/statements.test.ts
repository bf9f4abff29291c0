import { App, CfnResource, CustomResource, NestedStack, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from '../../../src/cli/execution-policy/policy-statement';
import { addStack, assemblyOf, policiesOf, PROD, statementsFor } from '../../support/executed-stacks';

jest.setTimeout(60_000);
beforeEach(() => void jest.spyOn(process.stdout, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const TRUST = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
const BOUNDARY = `arn:aws:iam::${PROD.account}:policy/developers`;
const role = (properties = {}) => ({ 'AWS::IAM::Role': { AssumeRolePolicyDocument: TRUST, ...properties } });
const inProd = (service: string, resource: string) => `arn:aws:${service}:*:${PROD.account}:${resource}`;

async function statement(sid: string, resources: Record<string, Record<string, unknown>>): Promise<PolicyStatement | undefined> {
  return (await statementsFor(resources)).find(({ Sid }) => Sid === sid);
}

describe('P4: the policy for CloudFormation\'s execution role', () => {
  test('allows the actions that AWS publishes for a type and nothing of other services', async () => {
    const statements = await statementsFor({ 'AWS::SQS::Queue': {} });
    expect(statements.map(({ Sid }) => Sid)).toEqual(['Sqs', 'Parameters', 'LeaveTheBootstrapAlone']);
    expect(statements[0].Action).toEqual(expect.arrayContaining(['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes']));
    expect(statements[0].Action).not.toContain('sqs:ReceiveMessage');
  });

  test('allows connections by their new name, too', async () => {
    const passed = (await statementsFor({ 'AWS::CodePipeline::Pipeline': {} })).flatMap(({ Action }) => Action).filter((action) => /:PassConnection$/.test(action));
    expect(passed).toEqual(['codeconnections:PassConnection', 'codestar-connections:PassConnection']);
  });

  test('allows a whole service where AWS publishes no actions for a type of it', async () => {
    expect(await statement('Servicediscovery', { 'AWS::ServiceDiscovery::PrivateDnsNamespace': {} })).toMatchObject({ Action: ['servicediscovery:*'] });
    expect(await statement('Acm', { 'AWS::CertificateManager::Certificate': {} })).toMatchObject({ Action: ['acm:*'] });
    expect(await statement('Rds', { 'AWS::DocDB::DBCluster': {} })).toMatchObject({ Action: ['rds:*'] });
  });

  test('passes roles only to the services that the roles of the stacks are for', async () => {
    expect(await statement('PassRolesOfTheStacks', { ...role(), 'AWS::Lambda::Function': {} })).toEqual({
      Sid: 'PassRolesOfTheStacks',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [`arn:aws:iam::${PROD.account}:role/*`],
      Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
    });
  });

  test('passes no role where the stacks have none', async () => {
    expect(await statement('PassRolesOfTheStacks', { 'AWS::Lambda::Function': {} })).toBeUndefined();
  });

  test('gives rights only to roles with the boundary, where all roles of the stacks have it', async () => {
    const statements = await statementsFor(role({ PermissionsBoundary: BOUNDARY }));
    expect(statements.find(({ Sid }) => Sid === 'RightsOfRolesWithTheBoundary')).toMatchObject({
      Action: expect.arrayContaining(['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy']),
      Condition: { StringEquals: { 'iam:PermissionsBoundary': [BOUNDARY] } },
    });
    const anywhere = statements.find(({ Sid }) => Sid === 'Iam')!.Action;
    expect(anywhere.filter((action) => /CreateRole|PutRole|Attach|DeleteRolePermissionsBoundary/.test(action))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>[]]>([
    ['one role has none', [{ PermissionsBoundary: BOUNDARY }, {}]],
    ['two roles have different ones', [{ PermissionsBoundary: BOUNDARY }, { PermissionsBoundary: `${BOUNDARY}-2` }]],
  ])('demands no boundary where %s', async (_reason, roles) => {
    const app = assemblyOf((scope) => roles.forEach((properties, index) => void addStack(scope, role(properties), `Stack${index}`)));
    const [{ Statement }] = Object.values(await policiesOf(app));
    expect(Statement.map(({ Sid }) => Sid)).not.toContain('RightsOfRolesWithTheBoundary');
    expect(Statement.find(({ Sid }) => Sid === 'Iam')!.Action).toContain('iam:CreateRole');
  });

  test.each<[string, unknown, string]>([
    ['a name', '{{resolve:secretsmanager:orders/db:SecretString:password}}', inProd('secretsmanager', 'secret:orders/db-??????')],
    ['an ARN', '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/db-AbCdEf:SecretString}}', 'arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/db-AbCdEf'],
    ['what only CloudFormation knows', { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'AWS::StackName' }, '}}']] }, inProd('secretsmanager', 'secret:*')],
  ])('reads a secret that a template names by %s, and no other', async (_by, DisplayName, arn) => {
    expect(await statement('Secrets', { 'AWS::SNS::Topic': { DisplayName } })).toMatchObject({ Action: ['secretsmanager:GetSecretValue'], Resource: [arn] });
    expect(await statement('Secrets', { 'AWS::SNS::Topic': {} })).toBeUndefined();
  });

  test('reads the outputs of other stacks of the account that a template names, wherever they are', async () => {
    const output = (reference: object) => ({ 'Fn::GetStackOutput': { OutputName: 'Arn', ...reference } });
    const names = [
      output({ StackName: 'web-global', Region: 'us-east-1' }), output({ StackName: 'api' }), output({ StackName: { 'Fn::Sub': '${AWS::StackName}-more' } }),
      output({ StackName: 'network', RoleArn: 'arn:aws:iam::444444444444:role/outputs' }),
    ];
    expect(await statement('OutputsOfStacks', { 'AWS::SNS::Topic': { DisplayName: { 'Fn::Join': ['', names] } } })).toEqual({
      Sid: 'OutputsOfStacks',
      Effect: 'Allow',
      Action: ['cloudformation:DescribeStacks'],
      Resource: ['*:333333333333:stack/*/*', '*:333333333333:stack/api/*', 'us-east-1:333333333333:stack/web-global/*'].map((one) => `arn:aws:cloudformation:${one}`),
    });
    expect(await statement('OutputsOfStacks', { 'AWS::SNS::Topic': {} })).toBeUndefined();
  });

  test('reads the parameters that a template names', async () => {
    const { Resource } = (await statement('Parameters', { 'AWS::SNS::Topic': { DisplayName: '{{resolve:ssm:/orders/title:3}}{{resolve:ssm:/aws/service/ami}}' } }))!;
    expect(Resource.sort()).toEqual([
      inProd('ssm', 'parameter/cdk-bootstrap/hnb659fds/version'), inProd('ssm', 'parameter/orders/title'), 'arn:aws:ssm:*::parameter/aws/service/*',
    ]);
  });

  test('calls functions where there are custom resources', async () => {
    const app = assemblyOf((scope: App) => void new CustomResource(addStack(scope, {}), 'Custom', { serviceToken: 'arn', resourceType: 'Custom::Thing' }));
    const [{ Statement }] = Object.values(await policiesOf(app));
    expect(Statement.find(({ Sid }) => Sid === 'CustomResources')).toMatchObject({ Action: ['lambda:InvokeFunction'], Resource: [inProd('lambda', 'function:*')] });
  });

  test('reads nested stacks, too', async () => {
    const app = assemblyOf((scope: App) => void new CfnResource(new NestedStack(addStack(scope, {}), 'Nested'), 'Queue', { type: 'AWS::SQS::Queue' }));
    const [{ Statement }] = Object.values(await policiesOf(app));
    expect(Statement.map(({ Sid }) => Sid)).toEqual(expect.arrayContaining(['Cloudformation', 'Sqs']));
  });

  test('keeps accounts and partitions apart', async () => {
    const app = assemblyOf((scope: App) => {
      new CfnResource(new Stack(scope, 'Queues', { env: { account: '222222222222', region: 'cn-north-1' } }), 'Queue', { type: 'AWS::SQS::Queue' });
      addStack(scope, { 'AWS::SNS::Topic': {} });
    });
    const files = await policiesOf(app);
    expect(Object.keys(files)).toEqual(['222222222222-1.json', '333333333333-1.json']);
    expect(files['222222222222-1.json'].Statement.map(({ Sid }) => Sid)).toEqual(['Sqs', 'Parameters', 'LeaveTheBootstrapAlone']);
    expect(JSON.stringify(files['222222222222-1.json'])).toContain('arn:aws-cn:iam::222222222222:role/');
    expect(JSON.stringify(files['333333333333-1.json'])).not.toContain('222222222222');
  });
});

import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { appsOfThisFile } from '../support/apps';
import { lambda, withFunctions } from '../support/functions';
import { deploy, PipelineApp, said, source, stage, TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const ROLE = 'arn:aws:iam::222222222222:role/deploy';
const call: TestAction = { name: 'Call', category: 'Invoke', provider: 'Lambda', runOrder: 2, configuration: { FunctionName: 'Fn' } };
const ALARM = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 0, MetricName: 'Errors', Namespace: 'Shop', Period: 60, Statistic: 'Sum' },
};

/** Does something with the clients of the SDK, prints what comes of it, and succeeds. */
const asking = (body: string) => `
const { CodePipelineClient, PutJobSuccessResultCommand } = require('@aws-sdk/client-codepipeline');
const cloudformation = require('@aws-sdk/client-cloudformation');
const cloudwatch = require('@aws-sdk/client-cloudwatch');
const sts = require('@aws-sdk/client-sts');
const inAccount = async (account) => {
  const { Credentials: { AccessKeyId, SecretAccessKey } } = await new sts.STSClient({}).send(new sts.AssumeRoleCommand({ RoleArn: 'arn:aws:iam::' + account + ':role/look', RoleSessionName: 's' }));
  return { credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } };
};
exports.handler = async (event) => {
  const result = await (async () => { ${body} })().catch((error) => [error.name, error.message]);
  console.log(JSON.stringify(result));
  await new CodePipelineClient({}).send(new PutJobSuccessResultCommand({ jobId: event['CodePipeline.job'].id }));
};
`;

/** An app that deploys the stack `api`, which has a nested one, into another account, and calls a function after that or before. */
function appAsking(body: string, calls: TestAction = call): PipelineApp {
  const nested = { Resources: { Slow: ALARM } };
  const api = {
    Resources: {
      Errors: { ...ALARM, Properties: { ...ALARM.Properties, AlarmName: 'api-errors' } },
      Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/inner.json' }, Metadata: { 'aws:asset:path': 'inner.json' } },
    },
  };
  const stages = [stage('Source', source()), stage('Beta', deploy('api', 'Source::api.json', { roleArn: ROLE, runOrder: 1 }), calls)];
  return withFunctions(newApp(), stages, { Fn: lambda(asking(body), { Timeout: 20 }) }).write({ 'source/api.json': JSON.stringify(api), 'source/inner.json': JSON.stringify(nested) });
}

async function printed(body: string, alarms: string[] = []): Promise<unknown> {
  const app = appAsking(body);
  const report = await app.rehearse({ faults: { ...NO_FAULTS, alarms }, now: () => new Date('2026-11-20T10:00:00Z') });
  expect([trace(report).at(-1), said(report, 'Call')]).toEqual(['Beta/Call: succeeded', '']);
  return JSON.parse(app.log(report, 'Call')) as unknown;
}

describe('R1: a function that asks AWS is answered', () => {
  test('in the account whose role it takes on', async () => {
    expect(await printed("const { Account } = await new sts.STS(await inAccount('222222222222')).getCallerIdentity({}); return Account;")).toBe('222222222222');
  });

  test('with the resources of a stack that is deployed, and of one that is nested in it', async () => {
    const answer = await printed(`
      const client = new cloudformation.CloudFormationClient(await inAccount('222222222222'));
      const names = [];
      for (let StackName = 'api'; StackName;) {
        const pages = [];
        for await (const page of cloudformation.paginateListStackResources({ client }, { StackName })) pages.push(page);
        const resources = pages.flatMap((page) => page.StackResourceSummaries);
        names.push(...resources.map(({ ResourceType, PhysicalResourceId }) => ResourceType.split('::')[2] + ' ' + PhysicalResourceId));
        StackName = resources.find(({ ResourceType }) => ResourceType === 'AWS::CloudFormation::Stack')?.PhysicalResourceId;
      }
      return names;`);
    expect(answer).toEqual(['Alarm api-errors', 'Stack arn:aws:cloudformation:eu-west-1:222222222222:stack/api-Inner/rehearsal', 'Alarm api-Inner-Slow']);
  });

  test('with one resource of a stack by its logical id', async () => {
    expect(await printed(`
      const client = new cloudformation.CloudFormation(await inAccount('222222222222'));
      const { StackResources } = await client.describeStackResources({ StackName: 'api', LogicalResourceId: 'Errors' });
      return StackResources.map(({ PhysicalResourceId, Timestamp }) => [PhysicalResourceId, Timestamp]);`)).toEqual([['api-errors', '2026-11-20T10:00:00.000Z']]);
  });

  test('with the state of alarms: OK, but for those that are ordered', async () => {
    const state = `
      const { MetricAlarms } = await new cloudwatch.CloudWatchClient({}).send(new cloudwatch.DescribeAlarmsCommand({ AlarmNames: ['a', 'b'] }));
      return MetricAlarms.map(({ AlarmName, StateValue, StateUpdatedTimestamp }) => [AlarmName, StateValue === cloudwatch.StateValue.OK, StateUpdatedTimestamp.getTime() < Date.now() - 60_000]);`;
    expect(await printed(state, ['b'])).toEqual([['a', true, true], ['b', false, false]]);
  });

  test('with the history of an alarm since a moment', async () => {
    const history = (more: string) => `
      const { AlarmHistoryItems } = await new cloudwatch.CloudWatchClient({}).send(new cloudwatch.DescribeAlarmHistoryCommand({ AlarmName: 'a', ${more} }));
      return AlarmHistoryItems.map(({ HistoryData, Timestamp }) => [JSON.parse(HistoryData).newState.stateValue, Timestamp instanceof Date]);`;
    expect(await printed(history('StartDate: new Date(Date.now() - 60_000), EndDate: new Date()'), ['a'])).toEqual([['ALARM', true]]);
    expect(await printed(history(''))).toEqual([]);
    expect(await printed(history('EndDate: new Date(Date.now() - 60_000)'), ['a'])).toEqual([]);
    expect(await printed(history("HistoryItemType: 'Action'"), ['a'])).toEqual([]);
  });

  test('with the state of the pipeline', async () => {
    expect(await printed(`
      const { CodePipeline } = require('@aws-sdk/client-codepipeline');
      return (await new CodePipeline().getPipelineState({ name: 'Pipeline' })).stageStates.map(({ stageName, latestExecution }) => [stageName, latestExecution.status]);`))
      .toEqual([['Source', 'Succeeded'], ['Beta', 'InProgress']]);
  });

  test.each([
    ['a stage that is not there', "const { CodePipeline } = require('@aws-sdk/client-codepipeline'); return new CodePipeline().enableStageTransition({ pipelineName: 'Pipeline', stageName: 'Lost', transitionType: 'Inbound' })",
      ['StageNotFoundException', 'there is no stage Lost']],
    ['a role that is none', "return new sts.STS().assumeRole({ RoleArn: 'admin', RoleSessionName: 's' })", ['ValidationError', 'AssumeRole needs the ARN of a role and a name for the session']],
    ['another job', "const { CodePipeline } = require('@aws-sdk/client-codepipeline'); return new CodePipeline().putJobFailureResult({ jobId: 'x' })", ['JobNotFoundException', 'there is no job x']],
  ])('with the error of AWS for %s', async (_, body, error) => {
    expect(await printed(body)).toEqual(error);
  });

  test('with the error of AWS for a stack that is not deployed yet', async () => {
    const early = appAsking("return new cloudformation.CloudFormation(await inAccount('222222222222')).listStackResources({ StackName: 'api' })", { ...call, runOrder: 0 });
    expect(early.log(await early.rehearse(), 'Call')).toBe('["ValidationError","Stack with id api does not exist"]\n');
  });
});

describe('R1: a function that asks AWS is not executed', () => {
  test.each([
    ['for a stack of another account', "return new cloudformation.CloudFormation().listStackResources({ StackName: 'api' })", 'cloudformation ListStackResources'],
    ['for a stack that the pipeline does not deploy', "return new cloudformation.CloudFormation(await inAccount('222222222222')).listStackResources({ StackName: 'other' })", 'cloudformation ListStackResources'],
    ['for a role of an account that is not delivered to', "return inAccount('999999999999')", 'sts AssumeRole'],
    ['for another pipeline', "return new (require('@aws-sdk/client-codepipeline').CodePipeline)().getPipelineState({ name: 'Other' })", 'codepipeline GetPipelineState'],
    ['for alarms by what only AWS knows', "return new cloudwatch.CloudWatch().describeAlarms({ ActionPrefix: 'arn' })", 'cloudwatch DescribeAlarms'],
    ['to wait for a stack', "return cloudformation.waitUntilStackUpdateComplete({ client: new cloudformation.CloudFormationClient({}) }, { StackName: 'api' })", 'cloudformation waitUntilStackUpdateComplete'],
    ['of a service that is not on this machine', "return new (require('@aws-sdk/client-s3').S3Client)({}).send(new (require('@aws-sdk/client-s3').GetObjectCommand)({}))", 's3 GetObject'],
  ])('%s', async (_, body, refused) => {
    const report = await appAsking(body).rehearse();
    expect([trace(report).at(-1), said(report, 'Call')]).toEqual(['Beta/Call: notExecuted', `the function Fn calls AWS: ${refused}`]);
  });
});

test('R1: a client of the SDK that a function brings along is its own', async () => {
  const app = newApp();
  const code = "const { S3Client } = require('@aws-sdk/client-s3'); require('@aws-sdk/client-sts'); exports.handler = () => console.log(new S3Client().own);";
  app.write({ 'cdk.out/asset.1/index.js': code, 'cdk.out/asset.1/node_modules/@aws-sdk/client-s3/index.js': "exports.S3Client = class { own = 'mine'; };" });
  const fn = lambda({ S3Bucket: 'b', S3Key: '1.zip' }, {}, { 'aws:asset:path': 'asset.1' });
  const report = await withFunctions(app, [stage('Source', source()), stage('Beta', call)], { Fn: fn }).rehearse();
  expect(app.log(report, 'Call')).toBe('mine\n');
});

test('R1: a client that the project has installed is used for a service that the rehearsal does not answer for', async () => {
  const app = newApp().write({ 'source/node_modules/@aws-sdk/client-s3/index.js': "exports.S3Client = class { own = 'installed'; };" });
  const fn = lambda("const { S3Client } = require('@aws-sdk/client-s3'); exports.handler = () => console.log(new S3Client().own);");
  const report = await withFunctions(app, [stage('Source', source()), stage('Beta', call)], { Fn: fn }).rehearse();
  expect(app.log(report, 'Call')).toBe('installed\n');
});

import { App, aws_iam as iam, aws_sns as sns, aws_sqs as sqs, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import type { DeploymentEnvironment } from '../../src';
import { choosePipeline } from '../../src/rehearsal';
import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { listenerTo } from '../../src/rehearsal/model/stage-listener';
import { exampleDocument } from '../support/blueprints';
import { DeliveredApp } from '../support/delivered-app';
import { trace } from '../support/pipeline-app';

// Every run synthesizes nothing, but goes through the whole pipeline.
jest.setTimeout(120_000);

/** One stack with a topic for each name. */
const topics = (...names: string[]) => (scope: App, { name, account, region }: DeploymentEnvironment) => {
  const stage = new Stage(scope, `${name}-api`, { env: { account, region } });
  const stack = new Stack(stage, 'Service');
  names.forEach((id) => new sns.Topic(stack, id));
  new sqs.Queue(stack, 'Queue');
  return [stage];
};

/** Two stacks; the service imports from the data and may do these actions with it. */
const dataAndService = (value: string, actions: string[]) => (scope: App, { name, account, region }: DeploymentEnvironment) => {
  const stage = new Stage(scope, `${name}-api`, { env: { account, region } });
  const parameter = new ssm.StringParameter(new Stack(stage, 'Data'), 'Parameter', { stringValue: value });
  const role = new iam.Role(new Stack(stage, 'Service'), 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({ actions, resources: [parameter.parameterArn] }));
  return [stage];
};

/** Approves everything and remembers what it was asked. */
function approver() {
  const asked: string[] = [];
  const approve = async ({ configuration }: { readonly configuration: Readonly<Record<string, string>> }) => {
    asked.push(configuration.CustomData);
    return { approved: true, reason: 'approved by the test' };
  };
  return { asked, approve };
}

describe('P6: a pipeline of this library, rehearsed without AWS', () => {
  const app = new DeliveredApp();

  test('describes what a release changes, asks with it, and proves that nothing else executes', async () => {
    const { asked, approve } = approver();
    await app.synthesize(topics('One')).rehearse({ approve });
    const report = await app.synthesize(topics('One', 'Two')).rehearse({ approve });
    expect(trace(report)).toEqual(expect.arrayContaining(['prod.Review/Summary: succeeded', 'prod.Approve/Approve: succeeded', 'prod/AsReviewed: succeeded']));
    expect(asked).toEqual([
      expect.stringContaining('prod: 1 of 1 stacks change. prod-api-Service (new): 2 added.'),
      expect.stringContaining('prod: 1 of 1 stacks change. prod-api-Service: 1 added.'),
    ]);
  });

  test('has a function that rejects an older run, so that a rehearsal can supersede one', async () => {
    const { stages, ...pipeline } = choosePipeline(app.assembly);
    const before = stages[stages.findIndex(({ name }) => name === 'prod.Approve') - 1].name;
    expect(listenerTo(before, pipeline)?.target).toMatch(/Reject/);
    const report = await app.rehearse({ faults: { ...NO_FAULTS, supersededApprovals: ['prod.Approve'] } });
    expect(report.status).toBe('superseded');
    expect(trace(report).filter((line) => line.startsWith('prod'))).toEqual(expect.arrayContaining(['prod.Approve/Approve: failed', 'prod/AsReviewed: skipped']));
  });

  test('asks nobody about the same release again, where that is to be skipped', async () => {
    const delivered = new DeliveredApp();
    const { asked, approve } = approver();
    const approval = { type: 'manual', instructions: 'Look at beta.', skipWhenUnchanged: true };
    const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production', approval };
    const document = exampleDocument({ environments: [prod], selfMutation: false });
    const first = await delivered.synthesize(dataAndService('one', ['ssm:GetParameter']), document).rehearse({ approve });
    expect(trace(first).filter((line) => line.startsWith('prod'))).toEqual([
      'prod.Review/api-Data.Prepare: succeeded',
      'prod.Review/Summary: succeeded',
      'prod.Approve/Approve: succeeded',
      'prod/api-Data.Prepare: succeeded',
      'prod/AsReviewed: succeeded',
      'prod/api-Data.Deploy: succeeded',
      'prod/api-Service.Deploy: succeeded',
    ]);

    const second = await delivered.rehearse({ approve });
    expect(trace(second).filter((line) => line.startsWith('prod.Approve') || line.startsWith('prod/'))).toEqual([
      'prod.Approve/Approve: skipped',
      'prod/api-Data.Prepare: succeeded',
      'prod/AsReviewed: succeeded',
      'prod/api-Data.Deploy: succeeded',
      'prod/api-Service.Deploy: succeeded',
    ]);

    const third = await delivered.synthesize(dataAndService('two', ['ssm:*']), document).rehearse({ approve });
    expect(trace(third)).toContain('prod.Approve/Approve: succeeded');
    expect(asked.map((question) => question.replace(/\s+/g, ' '))).toEqual([
      'Look at beta. prod: 2 of 2 stacks change. prod-api-Service (new): 2 added, parameters changed; broadened permissions: 2. prod-api-Data (new): 1 added.',
      'Look at beta. prod: 2 of 2 stacks change. prod-api-Service: 1 changed; broadened permissions: 1. prod-api-Data: 1 changed.',
    ]);
  });
});

import { App, aws_sns as sns, aws_sqs as sqs, Stack, Stage } from 'aws-cdk-lib';
import type { DeploymentEnvironment } from '../../src';
import { choosePipeline } from '../../src/rehearsal';
import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { listenerTo } from '../../src/rehearsal/model/stage-listener';
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
});

import { PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { action, addStages, deliveryOf, pipelineProperties, trace } from '../support/delivery';

function pipelineOf(changes: Record<string, unknown>, branch?: string) {
  const { stack, pipeline, app } = deliveryOf(exampleDocument(changes), { branch });
  addStages({ stack, pipeline, app });
  return { stack, properties: pipelineProperties(stack) };
}

const UNATTENDED = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
const TAG = { type: 'tag', tags: { include: ['v*'], exclude: ['v0.*'] } };

describe('P1: triggers', () => {
  test('a push that changes no chosen path starts nothing, and the source itself starts nothing at all', () => {
    const { stack, properties } = pipelineOf({ triggers: [{ type: 'push', paths: { include: ['src/**'], exclude: ['**/*.md'] } }] });
    expect(properties.Triggers).toEqual([{
      ProviderType: 'CodeStarSourceConnection',
      GitConfiguration: {
        SourceActionName: 'Source',
        Push: [{ Branches: { Includes: ['main'] }, FilePaths: { Includes: ['src/**'], Excludes: ['**/*.md'] } }],
      },
    }]);
    expect(action(stack, 'Source', 'Source').Configuration).toMatchObject({ DetectChanges: false });
  });

  test('tags and pull requests start a pipeline that does not update itself', () => {
    const { stack, properties } = pipelineOf({ selfMutation: false, triggers: [TAG, { type: 'pullRequest', paths: { include: ['src/**'] } }] });
    expect(properties.Triggers).toMatchObject([{
      GitConfiguration: {
        Push: [{ Tags: { Includes: ['v*'], Excludes: ['v0.*'] } }],
        PullRequest: [{ Branches: { Includes: ['main'] }, FilePaths: { Includes: ['src/**'] }, Events: ['OPEN', 'UPDATED'] }],
      },
    }]);
    expect(trace(stack).filter((line) => line.startsWith('UpdatePipeline'))).toEqual([]);
    expect(properties.RestartExecutionOnUpdate).toBe(false);
  });

  test('a trigger of another branch leaves a pipeline to its pushes', () => {
    const changes = { branches: { develop: ['beta'], main: ['prod'] }, selfMutation: false, triggers: [{ ...TAG, branch: 'main' }] };
    const develop = pipelineOf(changes, 'develop');
    expect(develop.properties.Triggers).toBeUndefined();
    expect(action(develop.stack, 'Source', 'Source').Configuration.DetectChanges).toBeUndefined();
    expect(pipelineOf(changes, 'main').properties.Triggers).toHaveLength(1);
  });

  test.each<[string, PipelineSource]>([
    ['CodeCommit', PipelineSource.codeCommit('orders')],
    ['S3', PipelineSource.s3('acme-sources', 'orders.zip')],
  ])('%s, whose events CodePipeline cannot filter, is refused with the reason', (_, source) => {
    expect(() => deliveryOf(exampleDocument({ triggers: [{ type: 'push' }] }), { source })).toThrow(
      'orders-pipeline/Delivery: triggers need PipelineSource.connection, because CodePipeline filters the events of connections only, got: push. ' +
      'Remove them from the blueprint, or connect the repository.');
  });
});

describe('P1: execution', () => {
  test('the newest run wins unless the blueprint says otherwise', () => {
    expect(pipelineOf({}).properties.ExecutionMode).toBeUndefined();
    expect(pipelineOf({ executionMode: 'queued' }).properties.ExecutionMode).toBe('QUEUED');
    expect(pipelineOf({ executionMode: 'parallel', selfMutation: false, environments: [UNATTENDED] }).properties.ExecutionMode).toBe('PARALLEL');
  });

  test('without variables, actions are as they were before there were any', () => {
    const { stack } = pipelineOf({ builds: [{ name: 'backend' }] });
    expect(action(stack, 'Build', 'backend').Configuration).not.toHaveProperty('EnvironmentVariables');
  });

  test('builds and checks read the pipeline\'s variables', () => {
    const { stack, properties } = pipelineOf({
      variables: { RELEASE_NOTE: { defaultValue: 'none', description: 'What is new.' } },
      builds: [{ name: 'backend' }],
      environments: [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', checks: [{ name: 'smoke', commands: ['true'] }] }],
    });
    expect(properties.Variables).toEqual([{ Name: 'RELEASE_NOTE', DefaultValue: 'none', Description: 'What is new.' }]);
    const read = [{ name: 'RELEASE_NOTE', type: 'PLAINTEXT', value: '#{variables.RELEASE_NOTE}' }];
    expect(JSON.parse(action(stack, 'Build', 'backend').Configuration.EnvironmentVariables)).toEqual(read);
    expect(JSON.parse(action(stack, 'beta', 'smoke').Configuration.EnvironmentVariables)).toEqual(read);
  });
});

import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MultiAccountPipeline, PipelineArtifactStore, PipelineBlueprint, PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { CONNECTION_ARN, simpleStage, testApp } from '../support/delivery';
import { nagFindings, RECOMMENDED_FLAGS } from '../support/stages';

jest.setTimeout(60_000);

const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ branches: { develop: ['beta'], main: ['prod'] } })));

/** A pipeline for each branch, each in a stack of its own, that share a store in a third. */
function sharedStore(flags: Record<string, unknown>) {
  const app = testApp(flags);
  const env = blueprint.tools;
  const shared = new Stack(app, 'orders-artifacts', { env });
  const artifactStore = new PipelineArtifactStore(shared, 'Artifacts');
  const stacks = blueprint.branches.map(({ name: branch }) => {
    const stack = new Stack(app, `orders-${branch}`, { env });
    const source = PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN });
    const pipeline = new MultiAccountPipeline(stack, 'Delivery', { blueprint, branch, source, artifactStore });
    pipeline.environments.forEach((environment) => pipeline.addStage(environment, simpleStage(app, environment, 'api')));
    return stack;
  });
  return { app, shared, stacks };
}

describe.each([['without any feature flag', {}], ['with the recommended feature flags', RECOMMENDED_FLAGS]])('P15: a shared artifact store %s', (_, flags) => {
  test('holds the artifacts of all pipelines under one key', () => {
    const { app, shared, stacks } = sharedStore(flags);
    const assembly = app.synth();
    const templateOf = (stack: Stack) => Template.fromJSON(assembly.getStackArtifact(stack.artifactId).template);
    for (const stack of stacks) {
      templateOf(stack).resourceCountIs('AWS::KMS::Key', 0);
      templateOf(stack).resourceCountIs('AWS::S3::Bucket', 0);
    }
    templateOf(shared).resourceCountIs('AWS::KMS::Key', 1);
    // The second bucket holds the access logs.
    templateOf(shared).resourceCountIs('AWS::S3::Bucket', 2);
  });

  test('lets the deploy roles of all environments read, and nobody else of another account', () => {
    const { app, shared } = sharedStore(flags);
    const template = JSON.stringify(app.synth().getStackArtifact(shared.artifactId).template);
    expect([...new Set(template.match(/iam::\d{12}:role\/[\w-]+deploy-role-[\w-]+/g))].sort()).toEqual([
      'iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-eu-west-1',
      'iam::333333333333:role/cdk-hnb659fds-deploy-role-333333333333-eu-west-1',
    ]);
    // The key's own account, whose policies decide on its use.
    expect([...new Set(template.match(/iam::\d{12}:root/g))]).toEqual(['iam::111111111111:root']);
  });

  test('leaves no AwsSolutions violation', () => {
    const { app } = sharedStore(flags);
    app.synth();
    expect(nagFindings(app)).toEqual([]);
  });
});

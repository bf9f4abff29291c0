import { App, aws_ssm as ssm, Stack, StackProps, Stage, Tags } from 'aws-cdk-lib';
import { DeliveryPlan, PipelineBlueprint } from '../../src';
import { exampleDocument, messagesOf } from '../support/blueprints';
import { addStages, Delivery, deliveryOf, simpleStage, testApp } from '../support/delivery';
import { RECOMMENDED_FLAGS } from '../support/stages';

const OWN = { 'CostCenter': '4711', 'data class': 'internal' };

function stackTags(app: App): Record<string, Record<string, string>> {
  const nested = (assembly: ReturnType<App['synth']>): [string, Record<string, string>][] => [
    ...assembly.stacks.map((stack): [string, Record<string, string>] => [stack.stackName, stack.tags]),
    ...assembly.nestedAssemblies.flatMap(({ nestedAssembly }) => nested(nestedAssembly)),
  ];
  return Object.fromEntries(nested(app.synth()));
}

function stackIn(stage: Stage, id: string, props: StackProps = {}): Stack {
  const stack = new Stack(stage, id, props);
  new ssm.StringParameter(stack, 'Parameter', { stringValue: id });
  return stack;
}

describe.each([['without any feature flag', {}], ['with the recommended feature flags', RECOMMENDED_FLAGS]])('P13: tags %s', (_, flags) => {
  const delivered = (changes = {}): Delivery => {
    const delivery = deliveryOf(exampleDocument(changes), {}, flags);
    addStages(delivery);
    return delivery;
  };

  test('are on every stack of the pipeline and its environments', () => {
    const regions = ['eu-west-1', 'us-east-1'];
    const environments = [{ name: 'prod', account: '333333333333', regions, profile: 'production' }];
    const delivery = deliveryOf(exampleDocument({ environments, tags: OWN }), {}, flags);
    const [prod] = delivery.pipeline.environments;
    const stage = new Stage(delivery.app, 'prod-web', { env: { account: prod.account, region: 'us-east-1' } });
    stackIn(stage, 'Site');
    delivery.pipeline.addStage(prod, stage);
    const everywhere = { Project: 'orders', ManagedBy: 'cdk-multi-account-pipeline', ...OWN };
    expect(stackTags(delivery.app)).toEqual({
      'orders-pipeline': everywhere,
      'orders-pipeline-support-us-east-1': everywhere,
      'prod-web-Site': { ...everywhere, Environment: 'prod' },
    });
  });

  test('of the blueprint replace those that every delivery has', () => {
    expect(stackTags(delivered({ tags: { Project: 'P-17' } }).app)['beta-api-Service']).toMatchObject({ Project: 'P-17', Environment: 'beta' });
  });

  test('of a stack or a scope of the app win over the blueprint\'s', () => {
    const delivery = deliveryOf(exampleDocument({ tags: OWN }), {}, flags);
    const [beta, prod] = delivery.pipeline.environments;
    const stage = new Stage(delivery.app, 'beta-api', { env: { account: beta.account, region: beta.regions[0] } });
    stackIn(stage, 'Explicit', { tags: { CostCenter: '1' } });
    Tags.of(stackIn(stage, 'Scoped')).add('CostCenter', '2', { includeResourceTypes: ['aws:cdk:stack'] });
    delivery.pipeline.addStage(beta, stage);
    delivery.pipeline.addStage(prod, simpleStage(delivery.app, prod, 'api'));
    const tags = stackTags(delivery.app);
    expect([tags['beta-api-Explicit'].CostCenter, tags['beta-api-Scoped'].CostCenter, tags['prod-api-Service'].CostCenter]).toEqual(['1', '2', '4711']);
  });
});

test('P13: GitHub\'s engine delivers stacks with the same tags', () => {
  const app = testApp();
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ tags: OWN })));
  const plan = new DeliveryPlan(app, 'Plan', { blueprint });
  plan.environments.forEach((environment) => plan.addStage(environment, simpleStage(app, environment, 'api')));
  expect(stackTags(app)['prod-api-Service']).toEqual({ Project: 'orders', ManagedBy: 'cdk-multi-account-pipeline', Environment: 'prod', ...OWN });
});

test('P13: tags that AWS would refuse are named, all at once', () => {
  const tooMany = Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`key${index}`, '']));
  expect(messagesOf(exampleDocument({ tags: { 'aws:x': '1', 'a#b': '2', 'ok': 'x'.repeat(257) } }))).toEqual([
    expect.stringMatching(/^the key of tags\.aws:x must be a tag's key/),
    expect.stringMatching(/^the key of tags\.a#b must be a tag's key/),
    expect.stringMatching(/^tags\.ok must be a tag's value of at most 256 characters/),
  ]);
  expect(messagesOf(exampleDocument({ tags: tooMany }))).toEqual([expect.stringMatching(/^tags must be at most 47 tags/)]);
});

import { App, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { DeliveryPlan, EcsServiceStage, EnvironmentProfile, PipelineBlueprint, ServiceImage, SiteContent, StaticSiteStage } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { deliveryOf, simpleStage, testApp } from '../support/delivery';
import { DIGEST, ENV, folderWith } from '../support/stages';

const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument()));
const [beta, prod] = blueprint.environments;
const image = ServiceImage.fromEcr('orders', DIGEST);
const content = SiteContent.fromDirectory(folderWith({ 'index.html': '<h1>orders</h1>' }));

const STAGES: [string, (app: App, id: string, props: object) => EcsServiceStage | StaticSiteStage, string][] = [
  ['EcsServiceStage', (app, id, props) => new EcsServiceStage(app, id, { ...props, image }), 'Service'],
  ['StaticSiteStage', (app, id, props) => new StaticSiteStage(app, id, { ...props, content }), 'Site'],
];

describe.each(STAGES)('[P13] %s', (_, stageOf, stackId) => {
  test('for an environment of the blueprint has its account, main region, profile, and a stack of its name', () => {
    const { stack, account, region } = stageOf(new App(), 'prod-api', { deploymentEnvironment: prod });
    expect([stack.stackName, account, region, stack.terminationProtection]).toEqual(['prod-orders-api', prod.account, prod.region, true]);
  });

  test('can be for another region of that environment', () => {
    const { stack, region } = stageOf(new App(), 'beta-api', { deploymentEnvironment: beta, env: { account: beta.account, region: 'us-east-1' } });
    expect([stack.stackName, region]).toEqual(['beta-orders-api', 'us-east-1']);
  });

  test('keeps the name of a stack that is deployed already, where no environment is given', () => {
    expect(stageOf(new App(), 'beta-api', { env: ENV, profile: EnvironmentProfile.STAGING }).stack.stackName).toBe(`beta-api-${stackId}`);
  });

  test('needs an environment, or a place and a profile', () => {
    expect(() => stageOf(new App(), 'beta-api', {})).toThrow(
      /^beta-api has 3 problems:\n {2}- env\.account .*\n {2}- env\.region .*\n {2}- profile must be given, got: nothing\. Pass deploymentEnvironment from the blueprint/);
  });
});

test('[P13] stacks of a stage of one\'s own have the environment\'s names with its stageName', () => {
  const stage = new Stage(new App(), 'beta-data', { env: ENV, stageName: beta.nameOf('data') });
  expect(new Stack(stage, 'Tables').stackName).toBe('beta-orders-data-Tables');
});

const named = (app: App, id: string, stackName: string, region = beta.region) => {
  const stage = new Stage(app, id, { env: { account: beta.account, region } });
  new ssm.StringParameter(new Stack(stage, 'Service', { stackName }), 'Parameter', { stringValue: id });
  return stage;
};
const TWICE = 'stacks of one account and region must differ in their names, got: 222222222222/eu-west-1: orders (beta-a/Service, beta-b/Service). Give the stages ids that differ';

test('[P13] two stages of one environment must not have stacks of one name', () => {
  const { app, pipeline } = deliveryOf();
  ['beta-a', 'beta-b'].forEach((id) => pipeline.addStage(pipeline.environments[0], named(app, id, 'orders')));
  pipeline.addStage(pipeline.environments[1], simpleStage(app, pipeline.environments[1], 'api'));
  expect(() => app.synth()).toThrow(TWICE);

  const other = testApp();
  const plan = new DeliveryPlan(other, 'Delivery', { blueprint: PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments: [{ ...betaDocument }] }))) });
  ['beta-a', 'beta-b'].forEach((id) => plan.addStage(plan.environments[0], named(other, id, 'orders')));
  expect(() => other.synth()).toThrow(TWICE);
});

test('[P13] two regions of one environment may have stacks of one name', () => {
  const { app, pipeline } = deliveryOf(exampleDocument({ environments: [{ ...betaDocument, regions: ['eu-west-1', 'us-east-1'] }] }));
  pipeline.environments[0].regions.forEach((region) => pipeline.addStage(pipeline.environments[0], named(app, `beta-${region}`, 'orders', region)));
  expect(() => app.synth()).not.toThrow();
});

const betaDocument = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };

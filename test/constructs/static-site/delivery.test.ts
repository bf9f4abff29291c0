import { readFileSync } from 'node:fs';
import { Stage } from 'aws-cdk-lib';
import { EnvironmentProfile, PipelineBlueprint, Rollout } from '../../../src/blueprint';
import { planFile } from '../../../src/blueprint/private/delivery-plan';
import { DeliveryPlan, StaticSiteStage } from '../../../src/constructs';
import { exampleDocument } from '../../support/blueprints';
import { action, deliveryOf, pipelineProperties, testApp, trace } from '../../support/delivery';
import { siteContent } from '../../support/sites';
import { nagFindings } from '../../support/stages';

jest.setTimeout(120_000);

const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production' };
const PREPARED = 'CHANGE_SET_REPLACE';

/** A pipeline that delivers a site with everything in us-east-1 to production. */
function delivered() {
  const delivery = deliveryOf(exampleDocument({ environments: [prod] }));
  const [environment] = delivery.pipeline.environments;
  const stage = new StaticSiteStage(delivery.app, 'prod-web', { deploymentEnvironment: environment, content: siteContent() });
  delivery.pipeline.addStage(environment, stage);
  return { ...delivery, stage };
}

describe('[S1] a pipeline that delivers a site with stacks in us-east-1', () => {
  const delivery = delivered();
  const lines = trace(delivery.stack).filter((line) => line.startsWith('prod'));
  const ofRegion = (name: string) => action(delivery.stack, 'prod', name) as ReturnType<typeof action> & { Region?: string; RoleArn: unknown };

  test('deploys them in their order, and bakes by their alarms', () => {
    expect(lines).toEqual([
      'prod.Review/1/orders-web-global.Prepare', 'prod.Review/2/Summary',
      'prod.Approve/1/Approve',
      'prod/1/orders-web-global.Prepare', 'prod/2/AsReviewed',
      'prod/3/orders-web-global.Deploy', 'prod/4/orders-web.Deploy', 'prod/5/orders-web-alarms.Deploy', 'prod/6/Bake',
    ]);
  });

  test('deploys each in its region, by the roles that the bootstrap made there', () => {
    const places = ['orders-web-global.Deploy', 'orders-web.Deploy', 'orders-web-alarms.Deploy'].map((name) => {
      const { Region, RoleArn } = ofRegion(name);
      return [Region, /deploy-role-333333333333-([a-z0-9-]+)/.exec(JSON.stringify(RoleArn))![1]];
    });
    expect(places).toEqual([['us-east-1', 'us-east-1'], [undefined, 'eu-west-1'], ['us-east-1', 'us-east-1']]);
  });

  test('executes what was reviewed of the stack that depends on no other, and names the stacks of the others', () => {
    expect(ofRegion('orders-web-global.Prepare').Configuration).toMatchObject({ ActionMode: PREPARED, ChangeSetName: 'release', StackName: 'prod-orders-web-global' });
    expect(ofRegion('orders-web-global.Deploy').Configuration.ActionMode).toBe('CHANGE_SET_EXECUTE');
    const others = ['orders-web.Deploy', 'orders-web-alarms.Deploy'].map((name) => ofRegion(name).Configuration);
    expect(others.map(({ ActionMode, StackName }) => [ActionMode, StackName])).toEqual([['CREATE_UPDATE', 'prod-orders-web'], ['CREATE_UPDATE', 'prod-orders-web-alarms']]);
  });

  test('keeps artifacts in both regions, in a stack of the tools account', () => {
    const { ArtifactStores } = pipelineProperties(delivery.stack) as unknown as { ArtifactStores: { Region: string }[] };
    expect(ArtifactStores.map(({ Region }) => Region).sort()).toEqual(['eu-west-1', 'us-east-1']);
    const [support] = Object.values(delivery.pipeline.codePipeline.crossRegionSupport).map(({ stack: { account, region } }) => ({ account, region }));
    expect(support).toEqual({ account: '111111111111', region: 'us-east-1' });
  });

  test('watches the alarms in us-east-1 for the bake', () => {
    const functions = Object.values(delivery.app.synth().getStackByName(delivery.stack.stackName).template.Resources as Record<string, any>);
    const [{ Properties }] = functions.filter((one) => one.Properties?.Environment?.Variables?.ALARMS);
    expect(JSON.stringify(Properties.Environment.Variables.ALARMS)).toMatch(/us-east-1[^]*prod-orders-web-alarms/);
  });

  test('has no AwsSolutions finding that is not acknowledged', () => {
    expect(nagFindings(delivery.stage)).toEqual([]);
    expect(nagFindings(delivery.app as unknown as Stage)).toEqual([]);
  });
});

test('[S1] a workflow of GitHub gets the stacks of both regions with the stage', () => {
  const app = testApp();
  const plan = new DeliveryPlan(app, 'Delivery', { blueprint: PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments: [{ ...prod, profile: 'development' }] }))) });
  const [environment] = plan.environments;
  const rollout = Rollout.blueGreen();
  plan.addStage(environment, new StaticSiteStage(app, 'prod-web', {
    deploymentEnvironment: environment, profile: EnvironmentProfile.PRODUCTION, content: siteContent(), rollout,
  }));
  expect(JSON.parse(readFileSync(planFile(app.synth().directory, 'prod'), 'utf8')).stages).toEqual([
    { name: 'prod-web', stacks: ['prod-web/Site', 'prod-web/SiteGlobal', 'prod-web/SiteAlarms'], after: [] },
  ]);
});

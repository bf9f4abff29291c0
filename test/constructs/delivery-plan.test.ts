import { readFileSync } from 'node:fs';
import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { DeliveryPlan, PipelineBlueprint } from '../../src';
import { planFile } from '../../src/blueprint/private/delivery-plan';
import { exampleDocument } from '../support/blueprints';
import { simpleStage, testApp } from '../support/delivery';

const beta = { name: 'beta', account: '222222222222', regions: ['eu-west-1', 'us-east-1'], profile: 'development' };
const smoke = { name: 'smoke', commands: ['curl --fail "$API_URL/health"'], outputs: { API_URL: 'api.Url' } };

function planOf(environments: object[]): { app: App; plan: DeliveryPlan } {
  const app = testApp();
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments })));
  return { app, plan: new DeliveryPlan(app, 'Delivery', { blueprint }) };
}

function written(app: App, environment: string): unknown {
  return JSON.parse(readFileSync(planFile(app.synth().directory, environment), 'utf8'));
}

test('J4: the plan of an environment names its stages, their stacks and order, and where its checks find outputs', () => {
  const { app, plan } = planOf([{ ...beta, checks: [smoke] }]);
  const [environment] = plan.environments;
  const api = simpleStage(app, environment, 'api', [], 2);
  const web = simpleStage(app, environment, 'web');
  plan.addStage(environment, api);
  plan.addStage(environment, web, { after: [api] });

  expect(written(app, 'beta')).toEqual({
    environment: 'beta',
    stages: [
      { name: 'beta-api', stacks: ['beta-api/Service', 'beta-api/Service2'], after: [] },
      { name: 'beta-web', stacks: ['beta-web/Service'], after: ['beta-api'] },
    ],
    checks: [{ name: 'smoke', commands: smoke.commands, outputs: { API_URL: { stackName: 'beta-api-Service', output: 'Url' } } }],
  });
});

test('nested stacks are left to the stacks that hold them', () => {
  const { app, plan } = planOf([beta]);
  const stage = simpleStage(app, plan.environments[0], 'api');
  const nested = new NestedStack(stage.node.findChild('Service') as Stack, 'Nested');
  new CfnOutput(nested, 'Inner', { value: 'x' });
  plan.addStage(plan.environments[0], stage);
  expect(written(app, 'beta')).toMatchObject({ stages: [{ stacks: ['beta-api/Service'] }] });
});

test('a plan adds no stack to the app', () => {
  const { app, plan } = planOf([beta]);
  plan.addStage(plan.environments[0], simpleStage(app, plan.environments[0], 'api'));
  expect(app.synth().stacks).toEqual([]);
});

describe('refuses', () => {
  test('an output that no stage has', () => {
    const { app, plan } = planOf([{ ...beta, checks: [{ ...smoke, outputs: { API_URL: 'api.Address' } }] }]);
    plan.addStage(plan.environments[0], simpleStage(app, plan.environments[0], 'api'));
    expect(() => app.synth()).toThrow('outputs.API_URL must name an output of a stage, got: api.Address. Correct it; known outputs: api.Url.');
  });

  test('an output of a stack whose name another region\'s stack has as well', () => {
    const { app, plan } = planOf([{ ...beta, checks: [{ ...smoke, outputs: { API_URL: 'api-eu-west-1.Url' } }] }]);
    for (const region of beta.regions) {
      const stage = new Stage(app, `beta-api-${region}`, { env: { account: beta.account, region } });
      new CfnOutput(new Stack(stage, 'Service', { stackName: 'beta-api' }), 'Url', { value: 'https://example.com' });
      plan.addStage(plan.environments[0], stage);
    }
    expect(() => app.synth()).toThrow('outputs.API_URL must come from a stack whose name no other stack of the environment has, got: beta-api. Give the stacks of each region a stackName of their own.');
  });

  test('checks that need what only CodeBuild has, instead of passing them by', () => {
    const { app, plan } = planOf([{ ...beta, checks: [{ name: 'urls', type: 'smoke', requests: [{ url: 'https://example.com' }] }] }]);
    plan.addStage(plan.environments[0], simpleStage(app, plan.environments[0], 'api'));
    expect(() => app.synth()).toThrow('environments "beta", check "urls", type must be command where a DeliveryPlan delivers, got: smoke.');
    const withRole = planOf([{ ...beta, checks: [{ name: 'e2e', commands: ['true'], role: 'Tester' }] }]);
    withRole.plan.addStage(withRole.plan.environments[0], simpleStage(withRole.app, withRole.plan.environments[0], 'api'));
    expect(() => withRole.app.synth()).toThrow('check "e2e", role is for CodePipeline only');
  });

  test('an environment without a stage', () => {
    expect(() => planOf([beta]).app.synth()).toThrow('environment beta has no stage. Call addStage for it, or remove it from the blueprint.');
  });

  test('an environment of another blueprint', () => {
    const { app, plan } = planOf([beta]);
    const other = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument())).findEnvironment('prod');
    expect(() => plan.addStage(other, simpleStage(app, other, 'api'))).toThrow('environment must be one of beta, got: prod');
  });

  test('a scope below the app', () => {
    const stack = new Stack(testApp(), 'Tools');
    const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument()));
    expect(() => new DeliveryPlan(stack, 'Delivery', { blueprint })).toThrow('Tools/Delivery: the scope must be the CDK app, got: Tools. Write new DeliveryPlan(app, …).');
  });
});

test('J4: what only CodePipeline does is refused as a whole, and never left out quietly', () => {
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
    triggers: [{ type: 'push', paths: { include: ['src/**'] } }],
    executionMode: 'queued',
    variables: { NOTE: { defaultValue: 'none' } },
    builds: [{ name: 'web', output: 'dist' }, { name: 'api', compute: 'large' }],
  })));
  expect(() => new DeliveryPlan(testApp(), 'Delivery', { blueprint })).toThrow([
    'DeliveryPlan has 4 problems:',
    ...['triggers is for CodePipeline only, got: 1', 'executionMode is for CodePipeline only, got: queued', 'variables.NOTE is for CodePipeline only, got: NOTE',
      'builds[1].compute is for CodePipeline only, got: api'].map((problem) => `  - ${problem}. Remove it, or deliver by CodePipeline.`),
  ].join('\n'));
});

test('J4: what GitHub cannot do with an approval; what it is told not to do is no such thing', () => {
  const approval = { type: 'manual', changeSummary: true, notifyEmails: ['ann@example.com'], reviewUrl: 'https://beta.example.com', timeoutMinutes: 60, skipWhenUnchanged: true };
  expect(() => planOf([{ ...beta, approval }])).toThrow([
    'DeliveryPlan has 5 problems:',
    ...['changeSummary', 'notifyEmails', 'reviewUrl', 'timeoutMinutes', 'skipWhenUnchanged']
      .map((key) => `  - environments[0].approval.${key} is for CodePipeline only, got: beta. Remove it, or deliver by CodePipeline.`),
  ].join('\n'));
  planOf([{ ...beta, approval: { type: 'manual', instructions: 'Look.', changeSummary: false, skipWhenUnchanged: false } }]);
});

test('P12: an approval on a risk, which GitHub cannot find; the default of staging asks nobody there', () => {
  expect(() => planOf([{ ...beta, approval: { type: 'onRisk' } }])).toThrow(
    'environments[0].approval.type must be manual or none, because no review finds the risks at GitHub, got: onRisk (beta). Choose manual, which asks for every release, or none, or deliver by CodePipeline.');
  expect(planOf([{ ...beta, profile: 'staging' }]).plan.environments[0].approval).toMatchObject({ isManual: false, isOnRisk: true });
});

test('P12: a review of the pipeline\'s own updates, where there is no pipeline', () => {
  const planWith = (reviewSelfMutation: boolean) => new DeliveryPlan(testApp(), 'Delivery', { blueprint: PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ reviewSelfMutation }))) });
  expect(() => planWith(true)).toThrow('reviewSelfMutation is for CodePipeline only, got: true.');
  planWith(false);
});

test('E4: a rollout of an environment that outlasts a job at GitHub; the longest that it can wait for passes', () => {
  const rollout = (minutes: number) => ({ type: 'canary', percent: 10, minutes, bakeMinutes: 60 });
  expect(() => planOf([{ ...beta, rollout: rollout(241) }])).toThrow(
    'environments[0].rollout must take at most 300 minutes, because GitHub ends a job after six hours, got: 301. Hold its steps or bake for a shorter time, or deliver by CodePipeline.');
  planOf([{ ...beta, rollout: rollout(240) }]);
});

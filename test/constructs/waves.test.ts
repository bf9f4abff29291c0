import { aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { ActionOfPipeline, CONNECTION_ARN, Delivery, deliveryOf, pipelineProperties, testApp } from '../support/delivery';

jest.setTimeout(120_000);

const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production', checks: [{ name: 'smoke', commands: ['true'] }] };

interface PipelineStage { Name: string; Actions: ActionOfPipeline[] }

/** A stage for each name, with the names of those that it comes after. */
function waveOf(stages: Record<string, string[]>): { delivery: Delivery; wave: PipelineStage[] } {
  const delivery = deliveryOf(exampleDocument({ environments: [prod] }));
  const [environment] = delivery.pipeline.environments;
  const made: Record<string, Stage> = {};
  for (const [name, after] of Object.entries(stages)) {
    made[name] = new Stage(delivery.app, `prod-${name}`, { env: { account: environment.account, region: environment.region } });
    new ssm.StringParameter(new Stack(made[name], 'Service'), 'Parameter', { stringValue: name });
    delivery.pipeline.addStage(environment, made[name], { after: after.map((other) => made[other]) });
  }
  return { delivery, wave: pipelineProperties(delivery.stack).Stages.filter((stage) => stage.Name.startsWith('prod')) };
}

/** Where an action is: the pipeline's stage, then the run order. */
function placeOf(wave: PipelineStage[], isIt: (action: ActionOfPipeline) => boolean): [number, number][] {
  return wave.flatMap((stage, index) => stage.Actions.filter(isIt).map((action): [number, number] => [index, action.RunOrder]));
}

function deploymentOf(wave: PipelineStage[], name: string): [number, number] {
  return placeOf(wave, (action) => (action.Configuration.TemplatePath ?? '').includes(`::assembly-prod-${name}/`))[0];
}

function isBefore([stage, order]: [number, number], [otherStage, otherOrder]: [number, number]): boolean {
  return stage < otherStage || (stage === otherStage && order < otherOrder);
}

function numbered(name: string, count: number, after: (index: number) => string[] = () => []): Record<string, string[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, after(index)]));
}

describe('P5: a wave larger than a stage of CodePipeline', () => {
  const apis = numbered('api', 50);

  test('splits into stages of at most 50 actions, none of them empty, and deploys every stage once', () => {
    const { wave } = waveOf({ ...apis, ...numbered('web', 50, (index) => [`api${index}`]) });
    expect(wave.length).toBeGreaterThan(1);
    expect(wave.map((stage) => stage.Actions.length).filter((count) => count === 0 || count > 50)).toEqual([]);
    expect(placeOf(wave, (action) => action.ActionTypeId.Category === 'Deploy')).toHaveLength(100);
    for (let index = 0; index < 50; index++) {
      expect(isBefore(deploymentOf(wave, `api${index}`), deploymentOf(wave, `web${index}`))).toBe(true);
    }
  });

  test('is entered by one approval and left by one run of its checks', () => {
    const { wave } = waveOf({ ...apis, web: ['api0'] });
    const deployments = placeOf(wave, (action) => action.ActionTypeId.Category === 'Deploy');
    const [approval, ...furtherApprovals] = placeOf(wave, (action) => action.ActionTypeId.Category === 'Approval');
    const [check, ...furtherChecks] = placeOf(wave, (action) => action.ActionTypeId.Category === 'Build');
    expect([furtherApprovals, furtherChecks]).toEqual([[], []]);
    expect(deployments.filter((deployment) => !isBefore(approval, deployment) || !isBefore(deployment, check))).toEqual([]);
  });
});

test('P5: a wave of 48 stages with their approval and check is one stage of the pipeline', () => {
  expect(waveOf(numbered('api', 48)).wave.map((stage) => [stage.Name, stage.Actions.length])).toEqual([['prod', 50]]);
});

test('P5: the pipelines of two branches may deliver to the same other region', () => {
  const app = testApp();
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
    environments: ['beta', 'prod'].map((name) => ({ ...prod, name, regions: ['us-east-1'] })), branches: { develop: ['beta'], main: ['prod'] },
  })));
  const source = PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN });
  for (const { name: branch } of blueprint.branches) {
    const pipeline = new MultiAccountPipeline(new Stack(app, `pipeline-${branch}`, { env: blueprint.tools }), 'Delivery', { blueprint, source, branch });
    const [environment] = pipeline.environments;
    const stage = new Stage(app, `${environment.name}-api`, { env: { account: environment.account, region: 'us-east-1' } });
    new ssm.StringParameter(new Stack(stage, 'Service'), 'Parameter', { stringValue: 'x' });
    pipeline.addStage(environment, stage);
  }
  const support = app.synth().stacks.filter((stack) => stack.environment.region === 'us-east-1');
  expect(support).toHaveLength(1);
  Template.fromJSON(support[0].template).resourceCountIs('AWS::S3::Bucket', 2);
});

import { aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { ActionOfPipeline, CONNECTION_ARN, Delivery, deliveryOf, pipelineProperties, testApp } from '../support/delivery';

jest.setTimeout(120_000);

const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production', checks: [{ name: 'smoke', commands: ['true'] }] };

interface PipelineStage { Name: string; Actions: ActionOfPipeline[] }

/** A stage for each name, with the names of those that it comes after; approved in the way of the document. */
function waveOf(stages: Record<string, string[]>, approval: object): { delivery: Delivery; wave: PipelineStage[] } {
  const delivery = deliveryOf(exampleDocument({ environments: [{ ...prod, approval }] }));
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

const isDeployment = ({ Configuration }: ActionOfPipeline) => ['CREATE_UPDATE', 'CHANGE_SET_EXECUTE'].includes(Configuration.ActionMode);
const prepares = (changeSet: string) => ({ Configuration }: ActionOfPipeline) => Configuration.ActionMode === 'CHANGE_SET_REPLACE' && Configuration.ChangeSetName === changeSet;

function deploymentOf(wave: PipelineStage[], name: string): [number, number] {
  return placeOf(wave, (action) => isDeployment(action) && action.Configuration.StackName === `prod-${name}-Service`)[0];
}

function actionOf(wave: PipelineStage[], name: string): [number, number] {
  const places = placeOf(wave, (action) => action.Name === name);
  expect(places).toHaveLength(1);
  return places[0];
}

function isBefore([stage, order]: [number, number], [otherStage, otherOrder]: [number, number]): boolean {
  return stage < otherStage || (stage === otherStage && order < otherOrder);
}

function numbered(name: string, count: number, after: (index: number) => string[] = () => []): Record<string, string[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, after(index)]));
}

const apis = numbered('api', 50);
const sizes = (wave: PipelineStage[]) => wave.map((stage) => `${stage.Name}: ${stage.Actions.length}`);

describe('P5: a wave larger than a stage of CodePipeline', () => {
  test('splits into stages of at most 50 actions, none of them empty, and deploys every stage once', () => {
    const { wave } = waveOf({ ...apis, ...numbered('web', 50, (index) => [`api${index}`]) }, { type: 'none' });
    expect(wave.length).toBeGreaterThan(1);
    expect(wave.map((stage) => stage.Actions.length).filter((count) => count === 0 || count > 50)).toEqual([]);
    expect(placeOf(wave, isDeployment)).toHaveLength(100);
    for (let index = 0; index < 50; index++) {
      expect(isBefore(deploymentOf(wave, `api${index}`), deploymentOf(wave, `web${index}`))).toBe(true);
    }
  });

  test('is entered by one approval and left by one run of its checks', () => {
    const { wave } = waveOf({ ...apis, web: ['api0'] }, { type: 'manual', changeSummary: false });
    const [approval, check] = ['Approve', 'smoke'].map((name) => actionOf(wave, name));
    expect(placeOf(wave, isDeployment).filter((deployment) => !isBefore(approval, deployment) || !isBefore(deployment, check))).toEqual([]);
  });

  test('P6: is reviewed as a whole, and nothing of it is deployed before all of it is proved to be as reviewed', () => {
    const { wave } = waveOf({ ...apis, web: ['api0'] }, { type: 'manual' });
    expect(sizes(wave)).toEqual(['prod.Review.1: 50', 'prod.Review.2: 1', 'prod.Approve: 1', 'prod.1: 50', 'prod.2: 1', 'prod.3: 50', 'prod.4: 2']);
    const [summary, approval, proof] = ['Summary', 'Approve', 'AsReviewed'].map((name) => actionOf(wave, name));
    expect(placeOf(wave, prepares('review')).filter((place) => !isBefore(place, summary))).toEqual([]);
    expect(isBefore(summary, approval) && isBefore(approval, proof)).toBe(true);
    expect(placeOf(wave, prepares('release')).filter((place) => !isBefore(approval, place) || !isBefore(place, proof))).toEqual([]);
    expect(placeOf(wave, isDeployment).filter((deployment) => !isBefore(proof, deployment))).toEqual([]);
  });
});

describe('P5: a wave that just fits is one stage of the pipeline', () => {
  test.each<[string, number, object, string[]]>([
    ['49 stages and their check', 49, { type: 'none' }, ['prod: 50']],
    ['24 stages, prepared, proved and deployed, and their check', 24, { type: 'manual' }, ['prod.Review: 25', 'prod.Approve: 1', 'prod: 50']],
  ])('%s', (_, count, approval, expected) => {
    expect(sizes(waveOf(numbered('api', count), approval).wave)).toEqual(expected);
  });
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

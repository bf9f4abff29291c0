import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { deliver } from '../src/delivery';

interface PipelineStage {
  Name: string;
  Actions: { ActionTypeId: { Category: string } }[];
}

let stages: PipelineStage[];

beforeAll(() => {
  const stack = Stack.of(deliver(new App()));
  const [pipeline] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
  stages = pipeline.Properties.Stages;
});

function positionsOf(environment: string): number[] {
  return stages.flatMap((stage, position) => stage.Name.toLowerCase().startsWith(environment) ? [position] : []);
}

function has(position: number, category: string): boolean {
  return stages[position].Actions.some((action) => action.ActionTypeId.Category === category);
}

test('everything is deployed to beta before anything of prod begins', () => {
  expect(positionsOf('beta').length).toBeGreaterThan(0);
  expect(Math.max(...positionsOf('beta'))).toBeLessThan(Math.min(...positionsOf('prod')));
});

test('a person approves before anything is deployed to prod', () => {
  const approval = positionsOf('prod').find((position) => has(position, 'Approval'));
  const deployment = positionsOf('prod').find((position) => has(position, 'Deploy'));

  expect(approval).toBeDefined();
  expect(deployment).toBeDefined();
  expect(approval).toBeLessThanOrEqual(deployment!);
});

test('beta is deployed without an approval', () => {
  expect(positionsOf('beta').some((position) => has(position, 'Approval'))).toBe(false);
});

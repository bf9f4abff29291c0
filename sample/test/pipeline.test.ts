import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { deliver } from '../src/delivery';

interface PipelineStage {
  Name: string;
  Actions: { ActionTypeId: { Category: string }; Configuration?: { ActionMode?: string } }[];
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

/** Preparing a change set is no deployment: it shows the person who approves what would change. */
function deploys(position: number): boolean {
  return stages[position].Actions.some(({ ActionTypeId, Configuration }) =>
    ActionTypeId.Category === 'Deploy' && Configuration?.ActionMode !== 'CHANGE_SET_REPLACE');
}

test('a person approves before anything is deployed to prod', () => {
  const approval = positionsOf('prod').find((position) => has(position, 'Approval'));
  const deployment = positionsOf('prod').find(deploys);

  expect(approval).toBeDefined();
  expect(deployment).toBeDefined();
  expect(approval).toBeLessThan(deployment!);
});

test('beta is deployed without an approval', () => {
  expect(positionsOf('beta').some((position) => has(position, 'Approval'))).toBe(false);
});

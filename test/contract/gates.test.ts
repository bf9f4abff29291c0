import { Template } from 'aws-cdk-lib/assertions';
import { DeliveryPlan, PipelineBlueprint } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { testApp } from '../support/delivery';
import { CHECK, FREEZE, gated, stagesOfProd, VARIABLES, WINDOW } from '../support/gated';

jest.setTimeout(120_000);

type Delivery = ReturnType<typeof gated>;
const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'staging' };
const rulesOf = (delivery: Delivery) => Template.fromStack(delivery.stack).findResources('AWS::Events::Rule');
const isHeld = (delivery: Delivery) => Object.keys(rulesOf(delivery)).some((id) => id.includes('HeldReleases'));
const isWatched = (delivery: Delivery) => stagesOfProd(delivery).prod.Actions.some(({ ActionTypeId }) => ActionTypeId.Provider === 'Lambda');
const failure = (delivery: Delivery) => stagesOfProd(delivery).prod.OnFailure?.Result;

/** What a blueprint asks for, whether a synthesized pipeline does it, and what the engine that does not says. */
const CONTRACT: [title: string, asked: object, isDone: (delivery: Delivery) => boolean, refused: string][] = [
  ['a deployment window holds releases', { gates: [WINDOW] }, isHeld, 'gates[0].type is for CodePipeline only, got: deploymentWindow'],
  ['a freeze holds releases', { gates: [FREEZE] }, isHeld, 'gates[0].type is for CodePipeline only, got: freeze'],
  ['a bake watches alarms', { gates: [{ type: 'bake', minutes: 5, alarms: ['Errors'] }] }, isWatched, 'gates[0].type is for CodePipeline only, got: bake'],
  ['a variable is checked', { gates: [CHECK] }, (delivery) => stagesOfProd(delivery).prod.BeforeEntry !== undefined, 'gates[0].type is for CodePipeline only, got: variableCheck'],
  ['a failure is rolled back', { onFailure: { type: 'rollback' } }, (delivery) => failure(delivery) === 'ROLLBACK', 'onFailure.type is for CodePipeline only, got: rollback'],
  ['a failure is retried', { onFailure: { type: 'retry' } }, (delivery) => failure(delivery) === 'RETRY', 'onFailure.type is for CodePipeline only, got: retry'],
];

function plan(more: object, changes: Record<string, unknown> = {}): void {
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments: [{ ...prod, ...more }], ...changes })));
  new DeliveryPlan(testApp(), 'Delivery', { blueprint });
}

describe.each(CONTRACT)('P8: %s', (_title, asked, isDone, refused) => {
  test('by CodePipeline, and only where it is asked for', () => {
    expect([isDone(gated({ ...prod, ...asked })), isDone(gated(prod))]).toEqual([true, false]);
  });

  test('by GitHub Actions not at all: it is refused with the reason', () => {
    expect(() => plan(asked, { variables: VARIABLES })).toThrow(`environments[0].${refused}. Remove it, or deliver by CodePipeline.`);
  });
});

test('P8: what only a profile would have, and what asks for nothing, GitHub Actions goes without', () => {
  expect(() => plan({ profile: 'production' })).not.toThrow();
  expect(() => plan({ profile: 'production', gates: [], onFailure: { type: 'stop' } })).not.toThrow();
});

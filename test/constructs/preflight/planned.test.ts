import * as fc from 'fast-check';
import { DeliveryEngine } from '../../../src/constructs/private/codepipeline/delivery-engine';
import { plannedCounts } from '../../../src/constructs/private/codepipeline/preflight/planned-counts';
import { pipelineDocument } from '../../support/blueprints';
import { addStages, deliveryOf } from '../../support/delivery';
import { addAlarms } from '../../support/gated';
import { countIn, Estate, estateOf, refusalOf } from '../../support/limits';

jest.setTimeout(240_000);

test('[P11] 60 environments in sequence are refused with all limits that they exceed, the remedy and AWS\'s page', () => {
  expect(refusalOf(estateOf({ accounts: 60 }))).toBe(
    'orders-pipeline/Delivery exceeds 1 limit of AWS:\n' +
    '  - limits.stages must be at most 50 stages, got: 62 (the last for wave account-60). Split the environments among branches, with a pipeline each. ' +
    'See https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html');
});

test.each<[string, Estate, string[]]>([
  ['that a person approves', { accounts: 24, regions: 4, stacks: 8, profile: 'production' }, ['stages', 'actions']],
  ['of 120 places, whose roles fill the policy', { accounts: 30, regions: 4 }, []],
])('[P11] deliveries %s end before anything is rendered where the waves tell', (_, estate, limits) => {
  const delivery = estateOf(estate);
  const render = jest.spyOn(delivery.pipeline.codePipeline, 'addStage');
  const refusal = refusalOf(delivery);
  limits.forEach((limit) => expect(countIn(refusal, limit)).toBeGreaterThan(0));
  expect(refusal).toContain('exceeds');
  expect(render.mock.calls.length > 0).toBe(limits.length === 0);
});

test('[P11] before anything is rendered nothing is counted that is not there in the end', () => {
  let [compared, reviewed] = [0, 0];
  fc.assert(fc.property(pipelineDocument, fc.boolean(), fc.integer({ min: 1, max: 3 }), (document, isOrdered, stages) => {
    const withoutOutputs = JSON.parse(JSON.stringify(document), (key, value) => (key === 'outputs' ? undefined : value)) as Record<string, unknown>;
    const [branch] = Object.keys((document.branches as object | undefined) ?? { main: [] });
    const delivery = deliveryOf(withoutOutputs, { branch, limits: { stages: { fail: 1_000 } } });
    addStages(delivery, ['api', 'web', 'admin'].slice(0, stages), (earlier) => ({ after: isOrdered ? earlier : [] }));
    addAlarms(delivery);
    const engine = delivery.pipeline.node.findChild('Engine') as DeliveryEngine;
    delivery.app.synth();
    // The waves are as they were before CDK Pipelines rendered them.
    const planned = plannedCounts(engine, delivery.pipeline.codePipeline as never);
    const rendered = delivery.pipeline.codePipeline.stages;
    const count = (limit: string) => planned.find((one) => one.limit === limit)!.count;
    const before = rendered.filter(({ stageName }) => stageName === 'Assets' || stageName.startsWith('UpdatePipeline'));
    expect(count('stages')).toBe(rendered.length - before.length);
    expect(count('actions')).toBe(rendered.flatMap(({ actions }) => actions).length - before.flatMap(({ actions }) => actions).length);
    compared += 1;
    reviewed += rendered.filter(({ stageName }) => stageName.endsWith('.Review') && !stageName.startsWith('UpdatePipeline')).length;
  }), { numRuns: 12, seed: 11 });
  expect(compared).toBe(12);
  expect(reviewed).toBeGreaterThan(3);
});

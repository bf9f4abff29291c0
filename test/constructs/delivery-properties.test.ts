import * as fc from 'fast-check';
import { MultiAccountPipeline } from '../../src';
import { pipelineDocument } from '../support/blueprints';
import { addStages, deliveryOf, pipelineProperties } from '../support/delivery';

type Stages = ReturnType<typeof pipelineProperties>['Stages'];

/** A synth takes a second, so the properties look at the same few documents together; the seed keeps them the same. */
test('whatever the blueprint, the order of delivery holds and artifacts are written before they are read', () => {
  fc.assert(fc.property(pipelineDocument, (document) => {
    // Names of outputs are random; whether they exist is another test's matter.
    const withoutOutputs = JSON.parse(JSON.stringify(document), (key, value) => (key === 'outputs' ? undefined : value)) as Record<string, unknown>;
    const [branch] = Object.keys((document.branches as object | undefined) ?? { main: [] });
    const delivery = deliveryOf(withoutOutputs, { branch });
    addStages(delivery);
    const stages = pipelineProperties(delivery.stack).Stages;
    expectOrder(delivery.pipeline, stages);
    expectArtifactsWrittenFirst(stages);
  }), { numRuns: 12, seed: 20 });
}, 120_000);

function expectOrder(pipeline: MultiAccountPipeline, stages: Stages): void {
  const names = pipeline.environments.map((environment) => environment.name);
  expect(stages.map((stage) => stage.Name).slice(-names.length)).toEqual(names);
  for (const environment of pipeline.environments) {
    const actions = stages.find((stage) => stage.Name === environment.name)!.Actions;
    const ordersOf = (category: string) => actions.filter((one) => one.ActionTypeId.Category === category).map((one) => one.RunOrder);
    const deployments = ordersOf('Deploy');
    expect(ordersOf('Approval')).toEqual(environment.approval.isManual ? [Math.min(...deployments) - 1] : []);
    expect(ordersOf('Build').every((order) => order > Math.max(...deployments))).toBe(true);
    expect(ordersOf('Build')).toHaveLength(environment.checks.length);
  }
}

function expectArtifactsWrittenFirst(stages: Stages): void {
  const written = new Set<string>();
  for (const stage of stages) {
    for (const runOrder of [...new Set(stage.Actions.map((one) => one.RunOrder))].sort((a, b) => a - b)) {
      const actions = stage.Actions.filter((one) => one.RunOrder === runOrder);
      expect(actions.flatMap((one) => one.InputArtifacts ?? []).filter(({ Name }) => !written.has(Name))).toEqual([]);
      actions.flatMap((one) => one.OutputArtifacts ?? []).forEach(({ Name }) => written.add(Name));
    }
  }
}

import * as fc from 'fast-check';
import { pipelineDocument } from '../support/blueprints';
import { BEHAVIOURS, deliveriesOf } from '../support/contract/behaviours';
import { delivered, DeliveredSystem } from '../support/contract/delivered-system';
import { SYSTEMS } from '../support/contract/systems';
import { TestRepository } from '../support/repositories';

const ENGINES = [['CodePipeline', 'codePipeline'], ['GitHub Actions', 'gitHub']] as const;

afterAll(() => TestRepository.removeAll());

describe.each(Object.entries(SYSTEMS))('%s', (_, system) => {
  let both: DeliveredSystem;
  beforeAll(() => {
    both = delivered(system);
  }, 120_000);

  describe.each(ENGINES)('by %s', (_name, engine) => {
    test.each(BEHAVIOURS)('%s', (_title, expectIt) => deliveriesOf(system, both, engine).forEach(expectIt));
  });
});

/** A synth takes seconds, so all behaviours look at the same few documents; the seed keeps them the same. */
test('whatever the blueprint, both engines keep the contract', () => {
  fc.assert(fc.property(pipelineDocument, (document) => {
    // Names of outputs are random; whether they exist is another test's matter.
    const withoutOutputs = JSON.parse(JSON.stringify(document), (key, value) => (key === 'outputs' ? undefined : value)) as Record<string, unknown>;
    const system = { document: withoutOutputs, stages: { api: [], web: ['api'] } };
    const both = delivered(system);
    for (const [, engine] of ENGINES) {
      deliveriesOf(system, both, engine).forEach((delivery) => BEHAVIOURS.forEach(([, expectIt]) => expectIt(delivery)));
    }
  }), { numRuns: 6, seed: 4 });
}, 300_000);

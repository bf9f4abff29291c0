import * as fc from 'fast-check';
import type { ApprovalDocument, PipelineDocument } from '../../src/blueprint/private/document';
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

/** What both engines do with any document; the rest is refused by the one that does not. */
function commonPart({ application, tools, environments, profiles, branches, builds = [] }: PipelineDocument): Record<string, unknown> {
  return {
    application,
    tools,
    environments: environments.map(({ checks = [], approval, gates: _gates, onFailure: _onFailure, rollout: _rollout, ...environment }) => ({
      ...environment, ...(approval && { approval: commonApproval(approval) }), checks: checks.map(({ name }) => ({ name, commands: ['true'] })),
    })),
    ...(profiles && { profiles }),
    ...(branches && { branches }),
    builds: builds.map(({ name, output }) => ({ name, ...(output !== undefined && { output }) })),
  };
}

/** A summary that is not asked for by name is made where the engine can; only one finds risks. */
function commonApproval({ type, instructions, changeSummary }: ApprovalDocument): ApprovalDocument {
  return type === 'onRisk' ? { type: 'none' } : { type, ...(instructions !== undefined && { instructions }), ...(changeSummary === false && { changeSummary }) };
}

/** A synth takes seconds, so all behaviours look at the same few documents; the seed keeps them the same. */
test('whatever the blueprint, both engines keep the contract', () => {
  fc.assert(fc.property(pipelineDocument, (document) => {
    const system = { document: commonPart(document as unknown as PipelineDocument), stages: { api: [], web: ['api'] } };
    const both = delivered(system);
    for (const [, engine] of ENGINES) {
      deliveriesOf(system, both, engine).forEach((delivery) => BEHAVIOURS.forEach(([, expectIt]) => expectIt(delivery)));
    }
  }), { numRuns: 6, seed: 4 });
}, 300_000);

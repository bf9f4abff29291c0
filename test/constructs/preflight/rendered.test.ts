import { readFileSync } from 'node:fs';
import { Annotations, aws_codepipeline as codepipeline } from 'aws-cdk-lib';
import { ServiceLimits } from '../../../src';
import { exampleDocument } from '../../support/blueprints';
import { addStages, Delivery, deliveryOf, pipelineProperties } from '../../support/delivery';
import { countIn, Estate, estateOf, refusalOf } from '../../support/limits';

jest.setTimeout(240_000);

const check = (name: string) => ({ name, commands: ['true'] });
const DOCUMENT = exampleDocument({
  environments: [
    { name: 'beta', account: '222222222222', regions: ['us-east-1'], profile: 'development', checks: ['a', 'b', 'c', 'd'].map(check) },
    { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production', checks: [check('smoke')] },
  ],
  builds: [{ name: 'backend' }, { name: 'frontend' }, { name: 'docs' }],
});

function deliveryWith(limits: ServiceLimits): Delivery {
  const delivery = deliveryOf(DOCUMENT, { limits });
  addStages(delivery, ['api', 'web']);
  return delivery;
}

const { app, stack } = deliveryWith({});
const pipelineTemplates = () => app.synth().stacks.map(({ templateFullPath, template }) => (
  { text: readFileSync(templateFullPath), template: template as { Resources: object } }));
const stages = () => pipelineProperties(stack).Stages;

/** What there is, counted on the files that a synth has left. */
const COUNTED: Partial<Record<keyof ServiceLimits, () => number>> = {
  stages: () => stages().length,
  actions: () => stages().flatMap(({ Actions }) => Actions).length,
  actionsPerStage: () => Math.max(...stages().map(({ Actions }) => Actions.length)),
  nameLength: () => Math.max(...stages().flatMap(({ Name, Actions }) => [Name, ...Actions.map((one) => one.Name)]).map((name) => name.length)),
  templateBytes: () => Math.max(...pipelineTemplates().map(({ text }) => text.length)),
  resources: () => Math.max(...pipelineTemplates().map(({ template }) => Object.keys(template.Resources).length)),
  parallelBuilds: () => 4,
};

const LIMITS = Object.keys(COUNTED) as (keyof ServiceLimits)[];
const levels = (limits: (keyof ServiceLimits)[], less: number): ServiceLimits =>
  Object.fromEntries(limits.map((limit) => [limit, { fail: COUNTED[limit]!() - less }]));

test('[P11] what is at all limits passes, as the templates have it', () => {
  expect(refusalOf(deliveryWith(levels(LIMITS, 0)))).toBeUndefined();
});

test('[P11] what is one above all limits is one message, with the counts that the templates have', () => {
  // This one is known before anything is rendered.
  const early: (keyof ServiceLimits)[] = ['actionsPerStage'];
  const late = LIMITS.filter((limit) => !early.includes(limit));
  for (const limits of [early, late]) {
    const refusal = refusalOf(deliveryWith(levels(limits, 1)));
    expect(limits.map((limit) => [limit, countIn(refusal, limit)])).toEqual(limits.map((limit) => [limit, COUNTED[limit]!()]));
    expect(refusal).toContain(`exceeds ${limits.length} limit`);
  }
});

test('[P11] builds that may run at the same time are named by stage and run order, checks included', () => {
  expect(refusalOf(deliveryWith({ parallelBuilds: { fail: 3 } }))).toContain('got: 4 (stage beta, run order 2). Make one build or check of several, or ask for a higher quota.');
});

test.each([[45, undefined], [46, 51]])('[P11] with the update, its review and the builds, %d environments in sequence are at most 50 stages or refused', (accounts, count) => {
  expect(countIn(refusalOf(estateOf({ accounts })), 'stages')).toBe(count);
});

test.each<[keyof ServiceLimits, Estate]>([
  ['rolePolicyBytes', { accounts: 30, regions: 4 }],
  ['templateBytes', { accounts: 24, regions: 4, stacks: 10 }],
])('[P11] %s of a delivery that is too large fail by themselves', (limit, estate) => {
  const refusal = refusalOf(estateOf(estate));
  expect(refusal).toContain('exceeds 1 limit of AWS');
  expect(countIn(refusal, limit)).toBeGreaterThan(limit === 'rolePolicyBytes' ? 10_240 : 1_000_000);
});

test('[P11] a name of 100 characters passes, a longer one is refused', () => {
  const named = (length: number) => {
    const delivery = deliveryWith({});
    (delivery.pipeline.codePipeline.node.defaultChild as codepipeline.CfnPipeline).name = 'n'.repeat(length);
    return refusalOf(delivery);
  };
  expect(named(100)).toBeUndefined();
  expect(countIn(named(101), 'nameLength')).toBe(101);
});

test('[P11] a warning has an id, by which it can be acknowledged', () => {
  const warnings = (acknowledge: boolean) => {
    const delivery = deliveryWith({ actions: { warn: 5 } });
    if (acknowledge) {
      Annotations.of(delivery.pipeline).acknowledgeWarning('cdk-multi-account-pipeline:limits.actions', 'We know.');
    }
    delivery.app.synth();
    return delivery.pipeline.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
  };
  expect(warnings(false)).toEqual([expect.stringMatching(/^limits\.actions must be at most 5 actions, got: .* \[ack: cdk-multi-account-pipeline:limits\.actions\]$/)]);
  expect(warnings(true)).toEqual([]);
});

import { DeliveredSystem, stagesOf, System } from './delivered-system';
import { DeliveryTrace, Step, stepsOf } from './delivery-trace';
import type { DeploymentEnvironment } from '../../../src';

interface Delivery {
  readonly system: System;
  readonly trace: DeliveryTrace;
  readonly environments: readonly DeploymentEnvironment[];
  readonly builds: readonly string[];
}

/** The contract of a delivery: each behaviour once, for every engine. */
export const BEHAVIOURS: readonly [title: string, expectIt: (delivery: Delivery) => void][] = [
  ['P1: a branch is delivered to its own environments only', ({ trace, environments }) => {
    const entered = trace.steps.flatMap((step) => step.environment ?? []);
    expect([...new Set(entered)].sort()).toEqual(environments.map(({ name }) => name).sort());
  }],
  ['P2: all builds run in parallel, and before the synth', ({ trace, builds }) => {
    expect(namesOf(stepsOf(trace, 'build'))).toEqual([...builds].sort());
    expectParallel(trace, stepsOf(trace, 'build'));
    expectOrder(trace, stepsOf(trace, 'build'), stepsOf(trace, 'synth'));
    expect(stepsOf(trace, 'synth')).toHaveLength(1);
  }],
  ['P3: assets are published once, from what was synthesized', ({ trace }) => {
    expect(stepsOf(trace, 'assets')).toHaveLength(1);
    expectOrder(trace, stepsOf(trace, 'synth'), stepsOf(trace, 'assets'));
  }],
  ['P5: nothing is deployed before all builds and all assets', ({ trace, environments }) => {
    const deployments = environments.flatMap(({ name }) => stepsOf(trace, 'deploy', name));
    expectOrder(trace, [...stepsOf(trace, 'build'), ...stepsOf(trace, 'assets')], deployments);
  }],
  ['P5: environments follow each other in the order of the blueprint, with everything that belongs to them', ({ trace, environments }) => {
    environments.slice(1).forEach((next, index) => expectOrder(trace, allOf(trace, environments[index]), allOf(trace, next)));
  }],
  ['P5: every stage is deployed, after those that it is `after` and in parallel with its equals', ({ system, trace, environments }) => {
    for (const environment of environments) {
      const planned = stagesOf(environment, system.stages);
      expect(namesOf(stepsOf(trace, 'deploy', environment.name))).toEqual(planned.map(({ name }) => name).sort());
      const find = (wanted: string) => stepsOf(trace, 'deploy', environment.name).find(({ name }) => name === wanted)!;
      planned.forEach(({ name, after }) => expectOrder(trace, after.map(find), [find(name)]));
      expectParallel(trace, planned.filter(({ after }) => after.length === 0).map(({ name }) => find(name)));
    }
  }],
  ['P6: a person approves where the blueprint says so, before anything of the environment is deployed', ({ trace, environments }) => {
    for (const { name, approval } of environments) {
      expect(stepsOf(trace, 'approve', name)).toHaveLength(approval.isManual ? 1 : 0);
      expectOrder(trace, stepsOf(trace, 'approve', name), stepsOf(trace, 'deploy', name));
    }
  }],
  ['P12: a person is asked on a risk where the blueprint or the profile says so, before anything is deployed, by an engine that finds risks', ({ trace, environments }) => {
    for (const { name, approval } of environments) {
      expect(stepsOf(trace, 'approveOnRisk', name)).toHaveLength(approval.isOnRisk && trace.findsRisks ? 1 : 0);
      expectOrder(trace, stepsOf(trace, 'approveOnRisk', name), stepsOf(trace, 'deploy', name));
    }
  }],
  ['P6: production is entered without an approval only where `pipeline.json` says none', ({ system, trace }) => {
    const documents = system.document.environments as { name: string; profile: string; approval?: { type: string } }[];
    const unattended = documents.filter(({ name, profile }) =>
      profile === 'production' && stepsOf(trace, 'deploy', name).length > 0 && stepsOf(trace, 'approve', name).length === 0);
    expect(unattended.map(({ approval }) => approval?.type)).toEqual(unattended.map(() => 'none'));
  }],
  ['P7: checks run in parallel when all stages of their environment are deployed', ({ trace, environments }) => {
    for (const { name, checks } of environments) {
      expect(namesOf(stepsOf(trace, 'check', name))).toEqual(checks.map((check) => check.name).sort());
      expectOrder(trace, stepsOf(trace, 'deploy', name), stepsOf(trace, 'check', name));
      expectParallel(trace, stepsOf(trace, 'check', name));
    }
  }],
  ['P7: a failing step stops everything that comes after it', ({ trace }) => expect(trace.stopsOnFailure).toBe(true)],
];

/** One delivery for each branch, with what the blueprint says of it. */
export function deliveriesOf(system: System, { blueprint, ...engines }: DeliveredSystem, engine: 'codePipeline' | 'gitHub'): Delivery[] {
  const traces = engines[engine];
  expect(traces.map(({ branch }) => branch)).toEqual(blueprint.branches.map(({ name }) => name));
  return blueprint.branches.map((branch, index) => ({
    system, trace: traces[index], environments: branch.environments, builds: blueprint.builds.map(({ name }) => name),
  }));
}

function allOf(trace: DeliveryTrace, { name }: DeploymentEnvironment): Step[] {
  return trace.steps.filter((step) => step.environment === name);
}

function namesOf(steps: readonly Step[]): string[] {
  return steps.map(({ name }) => name).sort();
}

function expectOrder(trace: DeliveryTrace, earlier: readonly Step[], later: readonly Step[]): void {
  const wrong = earlier.flatMap((first) => later.filter((second) => !trace.precedes(first, second)).map((second) => ({ first, second })));
  expect(wrong).toEqual([]);
}

function expectParallel(trace: DeliveryTrace, steps: readonly Step[]): void {
  const ordered = steps.flatMap((first) => steps.filter((second) => trace.precedes(first, second)).map((second) => ({ first, second })));
  expect(ordered).toEqual([]);
}

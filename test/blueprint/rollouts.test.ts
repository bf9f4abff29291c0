import * as fc from 'fast-check';
import { DeploymentEnvironment, EnvironmentProfile, PipelineBlueprint, Rollout, RolloutType } from '../../src/blueprint';
import type { RolloutDocument } from '../../src/blueprint/private/rollout-document';
import { equalStepOf, milestonesOf } from '../../src/blueprint/private/rollout-milestones';
import { exampleDocument, messagesOf } from '../support/blueprints';
import { rollout } from '../support/rollouts';

const beta = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
const documentWith = (more: object) => exampleDocument({ environments: [{ ...beta, ...more }] });
const environmentOf = (more: object): DeploymentEnvironment => PipelineBlueprint.fromJson(JSON.stringify(documentWith(more))).environments[0];
const problemsOf = (given: unknown) => messagesOf(documentWith({ rollout: given })).map((message) => message.replaceAll('environments[0].', ''));

const KINDS: [RolloutType, Rollout, object][] = [
  [RolloutType.ALL_AT_ONCE, Rollout.allAtOnce(), { type: 'allAtOnce' }],
  [RolloutType.BLUE_GREEN, Rollout.blueGreen({ bakeMinutes: 0 }), { type: 'blueGreen', bakeMinutes: 0 }],
  [RolloutType.CANARY, Rollout.canary({ percent: 5, minutes: 20 }), { type: 'canary', percent: 5, minutes: 20 }],
  [RolloutType.LINEAR, Rollout.linear({ percent: 25, minutes: 5, bakeMinutes: 60 }), { type: 'linear', percent: 25, minutes: 5, bakeMinutes: 60 }],
  [RolloutType.STEPS, Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: undefined }), { type: 'steps', percents: [10, 50, 100], minutes: 10 }],
];

describe('E4: rollouts', () => {
  test.each(KINDS)('%s made in code equals the one read from its JSON', (type, made, document) => {
    expect(made.type).toBe(type);
    expect(environmentOf({ rollout: document }).rollout).toEqual(made);
    const blueprint = PipelineBlueprint.of({
      application: 'orders',
      tools: { account: '111111111111', region: 'eu-west-1' },
      environments: [{ ...beta, profile: EnvironmentProfile.DEVELOPMENT, rollout: made }],
    });
    expect(JSON.parse(blueprint.toJson()).environments[0].rollout).toEqual(document);
  });

  test('an environment has the rollout of its profile unless it says otherwise', () => {
    const rolloutOf = (profile: string) => environmentOf({ profile }).rollout;
    expect(rolloutOf('development')).toEqual(Rollout.allAtOnce());
    expect(rolloutOf('staging')).toEqual(Rollout.blueGreen());
    expect(rolloutOf('production')).toEqual(Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 }));
  });

  test.each<[string, Rollout, [number, number][], number]>([
    ['all at once', Rollout.allAtOnce(), [[100, 0]], 0],
    ['blue/green with the bake that is the default', Rollout.blueGreen(), [[100, 10]], 10],
    ['a canary', Rollout.canary({ percent: 5, minutes: 20, bakeMinutes: 30 }), [[5, 20], [100, 30]], 50],
    ['linear steps that divide 100', Rollout.linear({ percent: 25, minutes: 5 }), [[25, 5], [50, 5], [75, 5], [100, 10]], 25],
    ['linear steps that do not', Rollout.linear({ percent: 40, minutes: 5, bakeMinutes: 0 }), [[40, 5], [80, 5], [100, 0]], 10],
    ['steps', Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 }), [[10, 10], [50, 10], [100, 30]], 50],
  ])('the plan of %s tells its shares, when it ends and what it takes', (_, made, steps, minutes) => {
    expect(made.plan()).toEqual({
      steps: steps.map(([percent, held]) => ({ percent, minutes: held })),
      minutes,
      worstCaseMinutes: 2 * minutes,
      doublesCapacity: made.type !== RolloutType.ALL_AT_ONCE,
    });
  });

  test('only steps have milestones, which are held beside equal steps', () => {
    expect(KINDS.map(([, made]) => milestonesOf(made))).toEqual([[], [], [], [], [{ percent: 10, minutes: 10 }, { percent: 50, minutes: 10 }]]);
    const equalStepOfPercents = (...percents: number[]) => equalStepOf(Rollout.steps(percents, { minutes: 1 }));
    expect([equalStepOfPercents(10, 50, 100), equalStepOfPercents(15, 40, 100), equalStepOfPercents(25, 75, 100), equalStepOfPercents(7, 100)])
      .toEqual([10, 5, 25, 1]);
  });
});

describe('E4: a rollout is refused', () => {
  test('with everything that is wrong with it', () => {
    expect(problemsOf({ type: 'steps', percents: [0, 12.5, '50', 101], minutes: 0, bakeMinutes: 1441, percent: 5 })).toEqual([
      'rollout.percent is not a known key, got: 5. Remove it or correct its name; known here: type, percents, bakeMinutes, minutes.',
      'rollout.percents[0] must be a whole number from 1 to 100, got: 0. Give it in percent, without quotes.',
      'rollout.percents[1] must be a whole number from 1 to 100, got: 12.5. Give it in percent, without quotes.',
      'rollout.percents[2] must be a whole number from 1 to 100, got: 50. Give it in percent, without quotes.',
      'rollout.percents[3] must be a whole number from 1 to 100, got: 101. Give it in percent, without quotes.',
      'rollout.bakeMinutes must be a whole number from 0 to 1440, got: 1441. Give it in minutes, without quotes.',
      'rollout.minutes must be a whole number from 1 to 1440, got: 0. Give it in minutes, without quotes.',
    ]);
  });

  test.each<[string, unknown, string[]]>([
    ['percents that fall and do not end at 100', { type: 'steps', percents: [50, 10, 90], minutes: 10 }, [
      'rollout.percents[1] must be more than 50, the step before, got: 10. Let the percents rise: the new version never loses requests unless it is turned back.',
      'rollout.percents[2] must be 100, got: 90. End with all requests, such as [10, 50, 100].',
    ]],
    ['the same percent twice', { type: 'steps', percents: [50, 50, 100], minutes: 10 }, [expect.stringContaining('rollout.percents[1] must be more than 50, the step before, got: 50.')]],
    ['one step', { type: 'steps', percents: [100], minutes: 10 }, [expect.stringContaining('rollout.percents must be a list with at least one item')]],
    ['more than 33 hours', { type: 'steps', percents: [10, 50, 100], minutes: 971, bakeMinutes: 39 }, [
      'rollout.minutes must make a rollout of at most 1980 minutes with its bake, and this one takes 1981, got: 971. Hold fewer steps, or hold them or bake for a shorter time: CloudFormation refuses deployments of more than 33 hours.',
    ]],
    ['a kind that there is not', { type: 'rolling' }, ['rollout.type must be one of allAtOnce, blueGreen, canary, linear, steps, got: rolling. Choose one of them.']],
    ['a canary of everything', { type: 'canary', percent: 100, minutes: 5 }, [expect.stringContaining('rollout.percent must be a whole number from 1 to 99, got: 100.')]],
    ['no time', { type: 'linear', percent: 10 }, ['rollout.minutes is required, got: nothing. Add it.']],
  ])('%s', (_, given, messages) => {
    expect(problemsOf(given)).toEqual(messages);
  });

  test('33 hours are possible, and no minute more', () => {
    expect(problemsOf({ type: 'steps', percents: [10, 50, 100], minutes: 971, bakeMinutes: 38 })).toEqual([]);
  });

  test('in code with the same messages, all at once', () => {
    expect(() => Rollout.steps([50, 10, 90], { minutes: 10 })).toThrow(
      /^Rollout\.steps has 2 problems:\n {2}- percents\[1\] must be more than 50, .*\n {2}- percents\[2\] must be 100, got: 90\./,
    );
    expect(() => Rollout.canary({ percent: 0.5, minutes: 1.5, bakeMinutes: -1 })).toThrow('Rollout.canary has 3 problems:');
    expect(() => Rollout.linear({ percent: 1, minutes: 20 })).toThrow('minutes must make a rollout of at most 1980 minutes with its bake, and this one takes 1990');
    expect(() => Rollout.blueGreen({ bakeMinutes: 1441 })).toThrow('Rollout.blueGreen has 1 problem:\n  - bakeMinutes must be a whole number from 0 to 1440, got: 1441.');
  });
});

describe('whatever the rollout', () => {
  const of = (document: object) => Rollout._fromDocument(document as RolloutDocument);

  test('its shares rise to 100 and its minutes are those of its steps', () => {
    fc.assert(fc.property(rollout, (document) => {
      const { steps, minutes } = of(document).plan();
      const percents = steps.map(({ percent }) => percent);
      expect(percents).toEqual([...new Set(percents)].sort((one, other) => one - other));
      expect([percents[0] > 0, percents[percents.length - 1]]).toEqual([true, 100]);
      expect(minutes).toBe(steps.reduce((sum, step) => sum + step.minutes, 0));
    }));
  });

  test('equal steps meet each of its shares, and no larger ones do', () => {
    const meets = (step: number, percents: number[]) => percents.every((percent) => percent % step === 0);
    fc.assert(fc.property(rollout, (document) => {
      const percents = of(document).plan().steps.map(({ percent }) => percent);
      const larger = Array.from({ length: 100 }, (_, index) => index + 1).filter((step) => step > equalStepOf(of(document)));
      expect([meets(equalStepOf(of(document)), percents), larger.some((step) => meets(step, percents))]).toEqual([true, false]);
    }));
  });
});

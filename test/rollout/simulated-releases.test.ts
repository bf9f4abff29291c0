import { SimulatedAws, simulatedSdk } from '../support/rollout/simulated-aws';
import { SimulatedRelease, simulateRelease } from '../support/rollout/simulated-ecs';

let aws: SimulatedAws;
const mockSdk = simulatedSdk(() => aws);
jest.mock('@aws-sdk/client-cloudwatch', () => mockSdk.cloudWatch, { virtual: true });
jest.mock('@aws-sdk/client-ecs', () => mockSdk.ecs, { virtual: true });

const START = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;
const TENS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** The plan 10/50/100 with 10 minutes each; ECS needs 12 seconds to move the weights. */
const release = (more: Partial<SimulatedRelease> = {}) => simulateRelease(aws, { weights: TENS, shiftSeconds: 12, timeoutMinutes: 40, ...more });
const minuteOf = (weight: number, { reached }: Awaited<ReturnType<typeof release>>) => reached.find((one) => one.weight === weight)?.minutes;
const redFrom = (minutes: number, name = 'errors') => {
  aws.alarms = { ...aws.alarms, [name]: [{ from: START + minutes * MINUTE }] };
};

beforeEach(() => {
  jest.useFakeTimers({ now: START });
  jest.spyOn(console, 'log').mockImplementation();
  aws = new SimulatedAws();
  aws.alarms = { errors: [], latency: [] };
  aws.successes = [{ at: START - 9 * MINUTE, revision: 'old' }];
  process.env.ALARMS = JSON.stringify(['errors', 'latency']);
  process.env.MILESTONES = JSON.stringify([{ percent: 10, minutes: 10 }, { percent: 50, minutes: 10 }]);
  process.env.TIMEOUT_MINUTES = '40';
  delete process.env.OVERRIDE;
});
afterEach(() => jest.useRealTimers());

describe('E4: a release in the steps 10/50/100 of 10 minutes', () => {
  test('has 10 % from the start, 50 % at about 11 minutes and 100 % at about 22', async () => {
    const outcome = await release();
    expect(outcome.result).toBe('released');
    expect([10, 50, 100].map((weight) => Math.round(minuteOf(weight, outcome)!))).toEqual([0, 11, 22]);
    expect(minuteOf(50, outcome)! - minuteOf(10, outcome)!).toBeGreaterThanOrEqual(10);
    expect(minuteOf(100, outcome)! - minuteOf(50, outcome)!).toBeGreaterThanOrEqual(10);
  });

  test('is asked about once a minute while it is held', async () => {
    expect((await release()).calls).toBe(TENS.length + 20);
  });

  test.each([0, 3, 10.5, 11, 15, 21.5])('is turned back within a minute if an alarm goes red after %s minutes', async (minutes) => {
    redFrom(minutes);
    const outcome = await release();
    expect(outcome).toMatchObject({ result: 'turned back' });
    expect(outcome.minutes - minutes).toBeGreaterThanOrEqual(0);
    expect(outcome.minutes - minutes).toBeLessThanOrEqual(1.25);
  });

  test.each(Array.from({ length: 31 }, (_, index) => index))('loses no state if the function starts anew after call %i', async (call) => {
    const undisturbed = await release();
    jest.setSystemTime(START);
    expect(await release({ crashesAfter: (one) => one === call })).toEqual(undisturbed);
  });

  test('takes as long if what it handed over never comes back, by the time that ECS states for the hook', async () => {
    const outcome = await release({ losesDetails: () => true });
    expect(outcome.result).toBe('released');
    expect(Math.round(minuteOf(100, outcome)!)).toBe(22);
  });

  test('is turned back by ECS\'s timeout if nothing says since when it waits, never let through', async () => {
    aws.tellsExpiry = false;
    const outcome = await release({ losesDetails: () => true });
    expect(outcome).toMatchObject({ result: 'timed out', minutes: expect.closeTo(40.2, 1) });
    expect(outcome.reached.map(({ weight }) => weight)).toEqual([10]);
  });

  test('is not held if it is the first one, which has nothing beside it', async () => {
    aws.running = [];
    aws.successes = [];
    expect(await release()).toMatchObject({ result: 'released', calls: TENS.length, minutes: 2 });
  });
});

describe('E5: other strategies', () => {
  test.each([
    ['blue/green', { weights: [100] }, 1],
    ['canary', { weights: [10, 100], stepBakeMinutes: 15 }, 2],
    ['linear', { weights: TENS, stepBakeMinutes: 3 }, 10],
  ])('%s without milestones is asked once a step and is never held', async (_, strategy, calls) => {
    process.env.MILESTONES = '[]';
    expect(await release(strategy)).toMatchObject({ result: 'released', calls });
  });

  test('canary is turned back before the second step if an alarm goes red during the first', async () => {
    process.env.MILESTONES = '[]';
    redFrom(5);
    const outcome = await release({ weights: [10, 100], stepBakeMinutes: 15 });
    expect(outcome).toMatchObject({ result: 'turned back', calls: 2 });
  });
});

describe('E5: a return to what was stable passes at once even if every alarm is red', () => {
  beforeEach(() => ['errors', 'latency'].forEach((name) => redFrom(-5, name)));
  const passes = { result: 'released', calls: TENS.length, minutes: 2 };

  test('by a new revision with the task definition of the last one that succeeded, as CloudFormation returns', async () => {
    aws.revisions.new = { taskDefinition: 'api:1' };
    expect(await release()).toMatchObject(passes);
  });

  test('by a task definition that succeeded earlier, as a person returns past a bad release that was accepted', async () => {
    aws.revisions = { old: { taskDefinition: 'api:7' }, older: { taskDefinition: 'api:6' }, new: { taskDefinition: 'api:6' } };
    aws.successes = [{ at: START - 9 * MINUTE, revision: 'old' }, { at: START - 90 * MINUTE, revision: 'older' }];
    expect(await release()).toMatchObject(passes);
  });

  test('by the same revision', async () => {
    aws.successes = [{ at: START - 9 * MINUTE, revision: 'new' }];
    expect(await release()).toMatchObject(passes);
  });

  test('by a deployment that ECS itself is turning back', async () => {
    aws.status = 'ROLLBACK_IN_PROGRESS';
    expect(await release()).toMatchObject(passes);
  });

  test('although the alarms cannot be read', async () => {
    aws.revisions.new = { taskDefinition: 'api:1' };
    aws.fails = (command) => command === 'DescribeAlarms';
    expect(await release()).toMatchObject(passes);
  });

  test('but not what has the same task definition and another image under the same tag', async () => {
    aws.revisions = { old: { taskDefinition: 'api:1', digest: 'sha256:a' }, new: { taskDefinition: 'api:1', digest: 'sha256:b' } };
    expect(await release()).toMatchObject({ result: 'turned back', calls: 1 });
  });

  test('but not the first release, since nothing was stable', async () => {
    aws.successes = [];
    aws.running = [];
    expect(await release()).toMatchObject({ result: 'turned back', calls: 1 });
  });
});

describe('E5: calls that fail', () => {
  test('do not turn a release back by themselves: it goes on when they succeed again', async () => {
    aws.fails = () => Date.now() < START + 9 * MINUTE;
    const outcome = await release();
    expect(outcome.result).toBe('released');
    expect(minuteOf(10, outcome)).toBeGreaterThanOrEqual(9);
  });

  test('let no more requests through while nobody can see the alarms, and turn back after 15 minutes of that', async () => {
    aws.fails = (command) => command === 'DescribeAlarms' && Date.now() >= START + 5 * MINUTE;
    const outcome = await release();
    expect(outcome).toMatchObject({ result: 'turned back', minutes: expect.closeTo(20, 0) });
    expect(outcome.reached.map(({ weight }) => weight)).toEqual([10]);
  });

  test('count anew after one that succeeded', async () => {
    aws.fails = (command) => command === 'DescribeAlarms' && (Date.now() - START) % (14 * MINUTE) > MINUTE;
    expect(await release()).toMatchObject({ result: 'released' });
  });

  test('of ECS change nothing while all alarms are green', async () => {
    aws.fails = (command) => command !== 'DescribeAlarms';
    expect(Math.round(minuteOf(100, await release())!)).toBe(22);
  });

  test('of ECS keep a red alarm from turning back what may be a return, as long as that is not known', async () => {
    redFrom(-5);
    aws.revisions.new = { taskDefinition: 'api:1' };
    aws.fails = (command) => command === 'DescribeServiceRevisions' && Date.now() < START + 3 * MINUTE;
    expect(await release()).toMatchObject({ result: 'released' });
  });
});

import * as fc from 'fast-check';
import { SimulatedAws, simulatedSdk } from '../support/rollout/simulated-aws';
import { Outcome, simulateRelease } from '../support/rollout/simulated-ecs';

let aws: SimulatedAws;
const mockSdk = simulatedSdk(() => aws);
jest.mock('@aws-sdk/client-cloudwatch', () => mockSdk.cloudWatch, { virtual: true });
jest.mock('@aws-sdk/client-ecs', () => mockSdk.ecs, { virtual: true });

const START = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;
const TIMEOUT = 120;

interface Plan {
  readonly step: number;
  readonly milestones: { percent: number; minutes: number }[];
  readonly shiftSeconds: number;
  readonly stepBakeMinutes: number;
}

/** Plans of milestones at multiples of the step by which ECS shifts. */
const plan: fc.Arbitrary<Plan> = fc.constantFrom(4, 5, 10, 20, 25, 50).chain((step) => fc.record({
  step: fc.constant(step),
  milestones: fc.uniqueArray(
    fc.record({ percent: fc.integer({ min: 1, max: 100 / step - 1 }).map((times) => times * step), minutes: fc.integer({ min: 1, max: 60 }) }),
    { maxLength: 4, selector: ({ percent }) => percent },
  ),
  shiftSeconds: fc.integer({ min: 0, max: 120 }),
  stepBakeMinutes: fc.constantFrom(0, 0, 3),
}));

interface Trouble {
  readonly crashes: number[];
  readonly lost: number[];
  readonly outages: { from: number; minutes: number; command: string }[];
}

const calls = fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 8 });

/** What goes wrong around a plan: at which calls, and from which minute after the start. */
const trouble: fc.Arbitrary<Trouble> = fc.record({
  crashes: calls,
  lost: calls,
  outages: fc.array(fc.record({
    from: fc.integer({ min: -5, max: 120 }),
    minutes: fc.nat({ max: 9 }).map((more) => more + 0.75),
    command: fc.constantFrom('Describe', 'DescribeAlarms', 'List'),
  }), { maxLength: 2 }),
});
const redFrom = fc.option(fc.integer({ min: -10, max: 150 }), { nil: undefined });

async function run(given: Plan, { crashes, lost, outages }: Trouble, red?: number, isReturn = false): Promise<Outcome> {
  jest.setSystemTime(START);
  aws = new SimulatedAws();
  aws.alarms = { green: [], errors: red === undefined ? [] : [{ from: START + red * MINUTE }] };
  aws.successes = [{ at: START - MINUTE, revision: 'old' }];
  aws.revisions.new = { taskDefinition: isReturn ? 'api:1' : 'api:2' };
  aws.fails = (name) => outages.some(({ from, minutes, command }) => (
    name.startsWith(command) && Date.now() >= START + from * MINUTE && Date.now() < START + (from + minutes) * MINUTE));
  Object.assign(process.env, { ALARMS: '["green","errors"]', MILESTONES: JSON.stringify(given.milestones), TIMEOUT_MINUTES: `${TIMEOUT}` });
  return simulateRelease(aws, {
    ...given,
    weights: Array.from({ length: 100 / given.step }, (_, index) => (index + 1) * given.step),
    timeoutMinutes: TIMEOUT,
    crashesAfter: (call) => crashes.includes(call),
    losesDetails: (call) => lost.includes(call),
  });
}

beforeEach(() => {
  jest.useFakeTimers({ now: START });
  jest.spyOn(console, 'log').mockImplementation();
  delete process.env.OVERRIDE;
});
afterEach(() => jest.useRealTimers());

const minuteOf = ({ reached }: Outcome, weight: number) => reached.find((one) => one.weight === weight)?.minutes;

test('E4: never goes beyond a milestone before its time, whatever crashes, is lost or fails', async () => {
  await fc.assert(fc.asyncProperty(plan, trouble, redFrom, async (given, disturbed, red) => {
    const outcome = await run(given, disturbed, red);
    for (const { percent, minutes } of given.milestones) {
      const [before, after] = [minuteOf(outcome, percent), minuteOf(outcome, percent + given.step)];
      if (after !== undefined) {
        expect(after - before!).toBeGreaterThanOrEqual(minutes + given.stepBakeMinutes + given.shiftSeconds / 60 - 1e-6);
      }
    }
  }), { numRuns: 60 });
});

test('E4: always ends, and is released if no alarm goes red and no outage is longer than the hook waits for', async () => {
  await fc.assert(fc.asyncProperty(plan, trouble, async (given, disturbed) => {
    const outcome = await run(given, disturbed);
    const planned = given.milestones.reduce((sum, { minutes }) => sum + minutes, 0)
      + (100 / given.step) * (given.shiftSeconds / 60 + given.stepBakeMinutes);
    // A hold begins anew where its memory is lost while nothing can be read that would tell when it began.
    const repeated = disturbed.outages.length > 0 ? disturbed.lost.length * Math.max(0, ...given.milestones.map(({ minutes }) => minutes)) : 0;
    expect(outcome.minutes).toBeLessThanOrEqual(planned + repeated + 2 * (15 + 1));
    expect(outcome.result).toBe('released');
  }), { numRuns: 60 });
});

test('E5: a red alarm that the hook was asked after always turns the release back', async () => {
  await fc.assert(fc.asyncProperty(plan, trouble, fc.integer({ min: -10, max: 150 }), async (given, disturbed, red) => {
    const outcome = await run(given, disturbed, red);
    const lastAsked = outcome.minutes - given.shiftSeconds / 60;
    expect(outcome.result === 'released' && red < lastAsked).toBe(false);
    expect(outcome.result === 'turned back' && outcome.minutes < red).toBe(false);
  }), { numRuns: 60 });
});

test('E5: a return to what was stable passes without waiting, whatever is red, crashes or is lost', async () => {
  await fc.assert(fc.asyncProperty(plan, trouble, redFrom, async (given, disturbed, red) => {
    const outcome = await run(given, { ...disturbed, outages: [] }, red, true);
    expect(outcome).toMatchObject({ result: 'released', calls: 100 / given.step });
  }), { numRuns: 40 });
});

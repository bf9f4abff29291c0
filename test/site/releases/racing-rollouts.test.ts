import * as fc from 'fast-check';
import { releaseFunctions } from '../../support/site/release-functions';
import { emptySite, faultsOf, NEW, OLD, OTHER, putFiles, releaseOld, START } from '../../support/site/released-site';
import { simulatedSdk } from '../../support/site/simulated-sdk';
import { SimulatedSite } from '../../support/site/simulated-site';
import { MINUTE, PLAN, runOf, StateMachines } from '../../support/site/state-machines';

let site: SimulatedSite;
const mockSdk = simulatedSdk(() => site);
jest.mock('@aws-sdk/client-cloudwatch', () => mockSdk.cloudWatch, { virtual: true });
jest.mock('@aws-sdk/client-s3', () => mockSdk.s3, { virtual: true });
jest.mock('@aws-sdk/client-sfn', () => mockSdk.stepFunctions, { virtual: true });
jest.mock('@aws-sdk/client-cloudfront-keyvaluestore', () => mockSdk.keyValueStore);
jest.mock('node:timers/promises', () => mockSdk.timers);

async function race(...starts: { release: string; minutes: number }[]) {
  site = emptySite(mockSdk);
  putFiles(site, OLD, NEW, OTHER);
  await releaseOld(site);
  const machines = new StateMachines(site);
  const executions: ReturnType<StateMachines['start']>[] = [];
  starts.forEach(({ release, minutes }) => machines.after(minutes, () => executions.push(machines.start(runOf(release)))));
  await machines.run();
  return executions;
}

afterEach(() => jest.useRealTimers());

describe('S4: two releases at a time', () => {
  test.each([0, 0.05, 5, 15, 45])('the later one, after %s minutes, takes over from no weight, and the earlier one fails as superseded', async (minutes) => {
    const [first, second] = await race({ release: NEW, minutes: 0 }, { release: OTHER, minutes });
    expect(first).toMatchObject({ ended: 'failed', reason: `Superseded: ${OTHER} has taken its place.` });
    expect(second.ended).toBe('done');
    expect((second.endedAt! - START) / MINUTE).toBeCloseTo(minutes + 50.17, 1);
    expect(site.routing).toEqual({ stable: OTHER, kept: [OTHER, OLD, NEW] });
    expect(site.state.previous).toEqual([OLD]);
    expect(faultsOf(site)).toEqual([]);
  });

  test('that are the same are one: both end well at the same time', async () => {
    const [first, second] = await race({ release: NEW, minutes: 0 }, { release: NEW, minutes: 7 });
    expect([first.ended, second.ended]).toEqual(['done', 'done']);
    expect((first.endedAt! - START) / MINUTE).toBeCloseTo(50.17, 1);
    expect(site.routing).toEqual({ stable: NEW, kept: [NEW, OLD] });
    expect(site.state.previous).toEqual([OLD]);
  });

  test('of which the earlier one has just become stable do not disturb each other', async () => {
    await race({ release: NEW, minutes: 0 });
    const machines = new StateMachines(site);
    machines.start(runOf(OTHER));
    machines.after(5, async () => {
      const keys = new Map(site.keys);
      expect(await releaseFunctions().drive(runOf(NEW, { begun: true }))).toMatchObject({ status: 'done' });
      expect(new Map(site.keys)).toEqual(keys);
    });
    await machines.run();
    expect(site.routing.stable).toBe(OTHER);
  });

  test('end, however they meet: what is stable is of one that succeeded, and nothing stays on its way', async () => {
    const start = fc.record({ release: fc.constantFrom(OLD, NEW, OTHER), minutes: fc.double({ min: 0, max: 120, noNaN: true }) });
    await fc.assert(fc.asyncProperty(fc.array(start, { minLength: 1, maxLength: 5 }), async (given) => {
      const executions = await race(...given);
      const last = executions.filter(({ ended }) => ended === 'done').sort((one, other) => other.endedAt! - one.endedAt!);
      expect(executions.every(({ ended, reason }) => ended === 'done' || (ended === 'failed' && reason!.startsWith('Superseded')))).toBe(true);
      expect(last.map(({ release }) => release)).toContain(site.routing.stable);
      expect(site.routing).not.toHaveProperty('next');
      expect(faultsOf(site)).toEqual([]);
    }), { numRuns: 50 });
  });
});

describe('S4: functions that run at the same moment', () => {
  const functions: Record<string, () => Promise<unknown>> = {
    look: () => releaseFunctions().drive(runOf(NEW, { begun: true })),
    takenUp: () => releaseFunctions().drive(runOf(NEW)),
    givenUp: () => releaseFunctions().drive(runOf(NEW, { giveUp: true })),
    another: () => releaseFunctions().drive(runOf(OTHER)),
    return: () => releaseFunctions().drive(runOf(OLD)),
    back: () => releaseFunctions().operate({ operation: 'rollback', release: 'previous', reason: 'x' }),
    forward: () => releaseFunctions().operate({ operation: 'rollback', release: NEW, reason: 'x' }),
    unpin: () => releaseFunctions().operate({ operation: 'unpin' }),
  };

  test('write one after the other, in whatever order their calls arrive, and a pin is never lost', async () => {
    process.env.PLAN = JSON.stringify(PLAN);
    const names = fc.array(fc.constantFrom(...Object.keys(functions)), { minLength: 2, maxLength: 4 });
    await fc.assert(fc.asyncProperty(fc.scheduler(), names, async (scheduler, together) => {
      await race();
      const older = ['3', '4', '5', '6'].map((digit) => digit.repeat(16));
      putFiles(site, ...older);
      const rollout = { release: NEW, step: 1, since: START - 10 * MINUTE, seen: START - MINUTE };
      site.write({
        routing: JSON.stringify({ stable: OLD, next: NEW, weight: 10, kept: [NEW, OLD, ...older] }),
        state: JSON.stringify({ releases: [NEW, OLD, ...older], previous: older, latest: NEW, rollout }),
      });
      const faults: string[] = [];
      const { call, write } = { call: site.call.bind(site), write: site.write.bind(site) };
      site.write = (entries) => {
        write(entries);
        faults.push(...faultsOf(site));
      };
      site.call = async (one) => {
        await scheduler.schedule(Promise.resolve(), one.name);
        return call(one);
      };
      const results = await scheduler.waitFor(Promise.allSettled(together.map((name) => functions[name]())));
      expect([faults, results.filter(({ status }) => status === 'rejected')]).toEqual([[], []]);
      const isPinned = together.some((name) => name === 'back' || name === 'forward') && !together.includes('unpin');
      expect([site.state.pin !== undefined, site.routing.next !== undefined]).toEqual(
        isPinned ? [true, false] : [expect.any(Boolean), expect.any(Boolean)]);
    }), { numRuns: 100 });
  });
});

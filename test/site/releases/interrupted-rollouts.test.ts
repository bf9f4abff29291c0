import * as fc from 'fast-check';
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

/** A plan with every kind of call in few of them: the oldest release is forgotten as well. */
const SHORT = { ...PLAN, kept: 1, steps: [{ percent: 50, minutes: 1 }, { percent: 100, minutes: 1 }] };
const OLDEST = '9'.repeat(16);
const redFrom = (minutes?: number) => {
  site.alarms['us-east-1/errors'] = minutes === undefined ? [] : [{ from: START + minutes * MINUTE }];
};

/** A site on which the old release is stable and one before it is still there. */
async function openSite() {
  site = emptySite(mockSdk);
  putFiles(site, OLDEST, OLD, NEW, OTHER);
  await releaseOld(site);
  site.write({
    routing: JSON.stringify({ stable: OLD, kept: [OLD, OLDEST, '8'.repeat(16)] }),
    state: JSON.stringify({ releases: [OLD, OLDEST, '8'.repeat(16)], previous: [OLDEST], latest: OLD }),
  });
  putFiles(site, '8'.repeat(16));
  const write = site.write.bind(site);
  const faults: string[] = [];
  jest.spyOn(site, 'write').mockImplementation((entries) => {
    write(entries);
    faults.push(...faultsOf(site));
  });
  return faults;
}

async function release(...runs: Record<string, unknown>[]) {
  const machines = new StateMachines(site);
  const executions = runs.map((run) => machines.start(run));
  await machines.run();
  return executions;
}

afterEach(() => jest.useRealTimers());

describe('S4: a function that ends at any of its calls', () => {
  test('leaves a consistent routing key and is looked at again: the release succeeds as if nothing had been', async () => {
    await openSite();
    await release(runOf(NEW, { plan: SHORT }));
    const undisturbed = { keys: new Map(site.keys), calls: site.calls.length, objects: [...site.objects.keys()] };
    expect(undisturbed.calls).toBeGreaterThan(25);
    expect(undisturbed.objects.some((key) => key.includes('8'.repeat(16)))).toBe(false);
    for (let call = 1; call <= undisturbed.calls; call++) {
      for (const when of ['before', 'after'] as const) {
        const faults = await openSite();
        site.crashes.set(call, when);
        const [{ ended }] = await release(runOf(NEW, { plan: SHORT }));
        expect({ call, when, ended, faults }).toEqual({ call, when, ended: 'done', faults: [] });
        expect({ call, when, routing: site.routing, state: site.state }).toEqual({
          call, when, routing: JSON.parse(undisturbed.keys.get('routing')!), state: expect.objectContaining({ releases: [NEW, OLD], latest: NEW }),
        });
        expect(site.answers.every(({ Status }) => Status === 'SUCCESS') && site.answers.length > 0).toBe(true);
      }
    }
  });

  test('several times, with an alarm that is red some time or never, ends at the new release or at the old one, never between them', async () => {
    const crash = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom('before' as const, 'after' as const));
    const redAt = fc.option(fc.integer({ min: -1, max: 4 }), { nil: undefined });
    await fc.assert(fc.asyncProperty(fc.array(crash, { maxLength: 12 }), redAt, async (crashes, red) => {
      const faults = await openSite();
      redFrom(red);
      crashes.forEach(([call, when]) => site.crashes.set(call, when));
      const [{ ended }] = await release(runOf(NEW, { plan: SHORT }));
      expect(faults).toEqual([]);
      // With as many crashes in a row as Step Functions repeats a look, nobody is left to end it: the next deployment is.
      if (ended !== 'aborted') {
        expect(site.routing).toEqual({ stable: ended === 'done' ? NEW : OLD, kept: expect.anything() });
        expect(site.answers.at(-1)!.Status).toBe(ended === 'done' ? 'SUCCESS' : 'FAILED');
      }
      redFrom();
      site.crashes.clear();
      expect((await release(runOf(NEW, { plan: SHORT })))[0].ended).toBe('done');
      expect(site.routing.stable).toBe(NEW);
      expect(site.state.forgetting).toBeUndefined();
    }), { numRuns: 60 });
  });
});

describe('S4: an execution that is gone', () => {
  const interruptAfter = async (minutes: number) => {
    const machines = new StateMachines(site);
    const run = runOf(NEW);
    machines.start(run);
    class Stop extends Error {}
    machines.after(minutes, () => {
      throw new Stop();
    });
    await expect(machines.run()).rejects.toThrow(Stop);
  };

  test.each([0.1, 5, 15, 40])('after %s minutes is taken up by the next deployment of its release, which holds the present step anew', async (minutes) => {
    const faults = await openSite();
    await interruptAfter(minutes);
    const { weight } = site.routing;
    jest.setSystemTime(START + 90 * MINUTE);
    const [{ ended, endedAt }] = await release(runOf(NEW));
    const left = { 0: 50, 10: 50, 50: 40, 100: 30 }[weight as 0 | 10 | 50 | 100];
    expect([ended, faults]).toEqual(['done', []]);
    expect((endedAt! - START) / MINUTE - 90).toBeCloseTo(left, 1);
  });

  test.each([['less', 3, 50.17], ['more', 6, 61.17]])('for %s than five minutes, namely %s, ends at minute %s', async (_, minutes, end) => {
    await openSite();
    await interruptAfter(5.2);
    jest.setSystemTime(START + (5.17 + minutes) * MINUTE);
    const [{ endedAt }] = await release(runOf(NEW));
    expect((endedAt! - START) / MINUTE).toBeCloseTo(end, 1);
  });

  test('goes on with the last step of a plan that has become shorter, for as long as that takes', async () => {
    await openSite();
    await interruptAfter(25);
    const [{ endedAt }] = await release(runOf(NEW, { plan: { ...PLAN, steps: [{ percent: 100, minutes: 25 }] } }));
    expect((endedAt! - START) / MINUTE).toBeCloseTo(45.17, 1);
  });

  test('gives way to CloudFormation, which returns to what is stable', async () => {
    const faults = await openSite();
    await interruptAfter(15);
    const [{ ended, reason }] = await release(runOf(OLD));
    expect([ended, reason, faults]).toEqual(['done', `${OLD} is stable; the rollout of ${NEW} ends.`, []]);
    expect(site.routing).toMatchObject({ stable: OLD, kept: expect.arrayContaining([OLD, NEW]) });
    expect(site.routing).not.toHaveProperty('next');
    expect(site.state.latest).toBe(OLD);
  });
});

describe('S4: looking that keeps failing', () => {
  test('turns the release back and answers CloudFormation', async () => {
    await openSite();
    site.fails = ({ name }) => {
      if (name === 'UpdateKeys' && Date.now() > START + 5 * MINUTE && Date.now() < START + 7 * MINUTE) {
        throw Object.assign(new Error('Service unavailable'), { name: 'InternalServerException' });
      }
    };
    const [{ ended, reason }] = await release(runOf(NEW));
    expect([ended, reason]).toEqual(['failed', `Turned back to ${OLD}: looking after the release has failed too often (InternalServerException: Service unavailable)`]);
    expect(site.routing).not.toHaveProperty('next');
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: reason })]);
  });

  test('answers although the release cannot be turned back, and the next deployment does that', async () => {
    const faults = await openSite();
    site.fails = ({ name }) => {
      if (name.includes('Key') && Date.now() > START + 5 * MINUTE && Date.now() < START + 20 * MINUTE) {
        throw new Error('Service unavailable');
      }
    };
    const [{ ended }] = await release(runOf(NEW));
    expect([ended, site.routing.weight]).toEqual(['failed', 10]);
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: expect.stringContaining('Left as it is') })]);
    jest.setSystemTime(START + 30 * MINUTE);
    expect((await release(runOf(OTHER)))[0].ended).toBe('done');
    expect([site.routing.stable, faults]).toEqual([OTHER, []]);
  });

  test('of what has become stable in the meantime is a success', async () => {
    await openSite();
    site.fails = ({ name, input }) => {
      if (name === 'fetch' && input.method === 'PUT' && Date.now() < START + 50.5 * MINUTE) {
        throw new Error('Service unavailable');
      }
    };
    expect((await release(runOf(NEW)))[0].ended).toBe('done');
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'SUCCESS' })]);
  });
});

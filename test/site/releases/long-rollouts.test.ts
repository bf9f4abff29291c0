import { emptySite, NEW, OLD, OTHER, putFiles, releaseOld, START } from '../../support/site/released-site';
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

/** Ten percent more every three hours and twenty minutes, and an hour of bake: 31 hours. */
const LONG = {
  ...PLAN, steps: [...Array.from({ length: 9 }, (_, index) => ({ percent: 10 * (index + 1), minutes: 200 })), { percent: 100, minutes: 60 }],
};
const SEGMENTS = 40;

/** The custom resources of a deployment one after the other, with half a minute between them, until one fails. */
async function deploy(release: string, plan: object, segments = SEGMENTS) {
  const ends: { ended?: string; reason?: string; minutes: number; waited: number }[] = [];
  for (let segment = 1; segment <= segments && ends.every(({ ended }) => ended === 'done'); segment++) {
    const machines = new StateMachines(site);
    const startedAt = Date.now();
    const execution = machines.start(runOf(release, { plan, segment, segments }));
    await machines.run();
    ends.push({ ...execution, minutes: (execution.endedAt! - START) / MINUTE, waited: (execution.endedAt! - startedAt) / MINUTE });
    jest.setSystemTime(Date.now() + 30_000);
  }
  return ends;
}

beforeEach(async () => {
  site = emptySite(mockSdk);
  putFiles(site, OLD, NEW, OTHER);
  await releaseOld(site);
});
afterEach(() => jest.useRealTimers());

describe('S4: a rollout that takes longer than CloudFormation waits for one resource', () => {
  test('goes on from segment to segment, each under an hour, without holding a step twice', async () => {
    const ends = await deploy(NEW, LONG);
    expect(ends).toHaveLength(SEGMENTS);
    expect(Math.max(...ends.map(({ waited }) => waited))).toBeLessThan(52);
    const index = ends.findIndex(({ reason }) => reason === `${NEW} is stable.`);
    expect(ends[index].minutes).toBeGreaterThanOrEqual(31 * 60);
    expect(ends[index].minutes).toBeLessThanOrEqual(31 * 60 + 2);
    // Nothing is left for those after it to wait for.
    expect(ends.slice(index + 1).map(({ waited }) => waited)).toEqual(Array(SEGMENTS - index - 1).fill(0));
    expect(ends[0].reason).toBe('At 10 %, goes on in segment 2 of 40.');
  });

  test('turned back in one segment fails there', async () => {
    site.alarms['us-east-1/errors'] = [{ from: START + 300 * MINUTE }];
    const ends = await deploy(NEW, LONG);
    expect(ends.at(-1)).toMatchObject({ ended: 'failed', minutes: expect.closeTo(301, -1) });
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
  });

  test('superseded between two segments fails, rather than to begin anew', async () => {
    site.write({
      routing: JSON.stringify({ stable: OTHER, kept: [OTHER, NEW, OLD] }),
      state: JSON.stringify({ releases: [OTHER, NEW, OLD], previous: [OLD], latest: OTHER }),
    });
    const machines = new StateMachines(site);
    const execution = machines.start(runOf(NEW, { plan: LONG, segment: 2, segments: 40 }));
    await machines.run();
    expect(execution).toMatchObject({ ended: 'failed', reason: `Superseded: ${OTHER} has taken its place.` });
  });

  test('that its segments have no time for is turned back before CloudFormation stops waiting', async () => {
    const ends = await deploy(NEW, LONG, 1);
    expect(ends).toEqual([expect.objectContaining({ ended: 'failed', reason: expect.stringContaining('it was not over 58 minutes after') })]);
    expect(ends[0].waited).toBeLessThan(59);
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
  });

  test('has the time of its publishing taken off the hour', async () => {
    const machines = new StateMachines(site);
    const execution = machines.start(runOf(NEW, { plan: LONG, startedAt: START - 14 * MINUTE }));
    await machines.run();
    expect((execution.endedAt! - START) / MINUTE).toBeLessThan(45);
  });

  test('has all the time it needs where nobody waits, after a pin was removed', async () => {
    const machines = new StateMachines(site);
    const execution = machines.start(runOf(NEW, { plan: LONG, answer: undefined }));
    await machines.run();
    expect(execution).toMatchObject({ ended: 'done' });
    expect((execution.endedAt! - START) / MINUTE).toBeCloseTo(31 * 60, -1);
    expect(site.answers).toEqual([]);
  });
});

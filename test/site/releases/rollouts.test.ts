import { emptySite, NEW, OLD, OTHER, putFiles, releaseOld, START } from '../../support/site/released-site';
import { simulatedSdk } from '../../support/site/simulated-sdk';
import { SimulatedSite } from '../../support/site/simulated-site';
import { MINUTE, PLAN, runOf, StateMachines } from '../../support/site/state-machines';

let site: SimulatedSite;
let machines: StateMachines;
const mockSdk = simulatedSdk(() => site);
jest.mock('@aws-sdk/client-cloudwatch', () => mockSdk.cloudWatch, { virtual: true });
jest.mock('@aws-sdk/client-s3', () => mockSdk.s3, { virtual: true });
jest.mock('@aws-sdk/client-sfn', () => mockSdk.stepFunctions, { virtual: true });
jest.mock('@aws-sdk/client-cloudfront-keyvaluestore', () => mockSdk.keyValueStore);
jest.mock('node:timers/promises', () => mockSdk.timers);

const minutesSinceStart = (at: number) => (at - START) / MINUTE;

/** When which weight was first there, in minutes; a release that is stable has weight `stable`. */
const weights = () => {
  const seen = new Map<string, number>();
  site.routings.filter(({ value }) => value).forEach(({ at, value }) => {
    const weight = value.next === NEW ? `${value.weight}` : value.stable === NEW ? 'stable' : 'none';
    seen.set(weight, seen.get(weight) ?? Math.round(minutesSinceStart(at) * 100) / 100);
  });
  return Object.fromEntries(seen);
};
const redFrom = (minutes: number, until = Infinity) => {
  site.alarms['us-east-1/errors'] = [{ from: START + minutes * MINUTE, until: START + until * MINUTE }];
};
const release = async (run = runOf(NEW)) => {
  const execution = machines.start(run);
  await machines.run();
  return execution;
};

beforeEach(async () => {
  site = emptySite(mockSdk);
  putFiles(site, OLD, NEW, OTHER);
  await releaseOld(site);
  machines = new StateMachines(site);
});
afterEach(() => jest.useRealTimers());

describe('S4: a release by 10/50/100', () => {
  test('is probed at no weight, has 10 % for ten minutes, 50 % for ten, 100 % for thirty, and is stable then', async () => {
    const { ended, endedAt } = await release();
    expect(ended).toBe('done');
    expect(weights()).toEqual({ none: -60, 0: 0, 10: 0.17, 50: 10.17, 100: 20.17, stable: 50.17 });
    expect(minutesSinceStart(endedAt!)).toBeCloseTo(50.17, 2);
    expect(site.routing).toEqual({ stable: NEW, kept: [NEW, OLD] });
    expect(site.state).toEqual({ releases: [NEW, OLD], previous: [OLD], latest: NEW });
  });

  test('answers CloudFormation once, with the release, and only when it is over', async () => {
    machines.after(50, () => expect(site.answers).toEqual([]));
    await release();
    expect(site.answers).toEqual([expect.objectContaining({
      Status: 'SUCCESS', StackId: 'stack', RequestId: `request-${NEW}`, LogicalResourceId: 'Release', PhysicalResourceId: 'site-release', Data: { Release: NEW },
    })]);
  });

  test('is looked at each minute or sooner, and the two keys are always written together', async () => {
    const { looks } = await release();
    expect(looks).toBeGreaterThanOrEqual(51);
    expect(looks).toBeLessThanOrEqual(54);
    const updates = site.calls.filter(({ name }) => name === 'UpdateKeys');
    expect(updates.every(({ input }) => input.Puts.map(({ Key }: any) => Key).join() === 'routing,state')).toBe(true);
  });

  test('reads the KeyValueStore once a look and writes no more often than every other minute, since each call costs', async () => {
    const { looks } = await release();
    expect(site.calls.filter(({ name }) => name === 'UpdateKeys').length).toBeLessThanOrEqual(30);
    expect(site.calls.filter(({ name }) => name.includes('Key')).length).toBeLessThanOrEqual(looks + 3 * 30 + 2);
  });

  test('all at once is stable as soon as it was probed', async () => {
    const { endedAt } = await release(runOf(NEW, { plan: { ...PLAN, steps: [{ percent: 100, minutes: 0 }] } }));
    expect(weights()).toEqual({ none: -60, 0: 0, stable: 0.17 });
    expect(minutesSinceStart(endedAt!)).toBeCloseTo(0.17, 2);
  });

  test('is not probed if nothing is to be', async () => {
    await release(runOf(NEW, { plan: { ...PLAN, probe: null } }));
    expect(weights()).toMatchObject({ 10: 0.02, stable: 50.02 });
    expect(site.calls.filter(({ name, input }) => name === 'fetch' && input.method !== 'PUT')).toEqual([]);
  });

  test('is stable at once if it is the first, whatever the alarms say', async () => {
    site.keys.clear();
    redFrom(-5);
    const { ended, endedAt } = await release();
    expect([ended, endedAt]).toEqual(['done', START]);
    expect(site.routing).toEqual({ stable: NEW, kept: [NEW] });
  });
});

describe('S5: an alarm that is red', () => {
  test.each([['at 10 %', 5, 10], ['at 50 %', 15, 50], ['during the bake', 40, 100]])('%s turns the release back within a minute', async (_, minutes, weight) => {
    redFrom(minutes);
    const { ended, reason, endedAt } = await release();
    expect(ended).toBe('failed');
    expect(reason).toBe(`Turned back to ${OLD}: in alarm at ${weight} %: errors.`);
    expect(minutesSinceStart(endedAt!) - minutes).toBeLessThanOrEqual(1);
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
    expect(site.state).toEqual({ releases: [NEW, OLD], previous: [], latest: OLD });
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: reason })]);
  });

  test('before the release begins keeps it from starting, and the release is known for the day when it is forgotten', async () => {
    redFrom(-5);
    const { ended, reason } = await release();
    expect([ended, reason]).toEqual(['failed', 'Not started: in alarm already: errors.']);
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
    expect(site.state).toEqual({ releases: [NEW, OLD], previous: [], latest: OLD });
  });

  test('in the region of the stack counts as one in us-east-1 does', async () => {
    site.alarms['eu-west-1/latency'] = [{ from: START + 5 * MINUTE }];
    expect(await release()).toMatchObject({ ended: 'failed', reason: expect.stringContaining('latency') });
  });

  test('that CloudWatch does not know is named in the log and holds nothing', async () => {
    site.alarms = { 'us-east-1/errors': [] };
    expect((await release()).ended).toBe('done');
    expect(jest.mocked(console.log).mock.calls.flat().join('\n')).toContain('CloudWatch in eu-west-1 does not know them: latency');
  });
});

describe('S5: alarms that cannot be read', () => {
  const blind = (from: number, until: number) => {
    site.fails = ({ name }) => {
      if (name === 'DescribeAlarms' && Date.now() >= START + from * MINUTE && Date.now() < START + until * MINUTE) {
        throw new Error('Rate exceeded');
      }
    };
  };

  test('hold the release where it is until they can be read again', async () => {
    blind(5, 14);
    expect((await release()).ended).toBe('done');
    expect(weights()[50]).toBeGreaterThanOrEqual(14);
    expect(weights()[50]).toBeLessThanOrEqual(14.6);
  });

  test('turn it back after 15 minutes', async () => {
    blind(5, 100);
    const { reason, endedAt } = await release();
    expect(reason).toContain('for 15 minutes the alarms could not be read');
    expect(minutesSinceStart(endedAt!)).toBeCloseTo(20.5, 0);
    expect(weights()).not.toHaveProperty('50');
  });

  test('keep it from starting, for 15 minutes at most', async () => {
    blind(0, 2);
    expect((await release()).ended).toBe('done');
    expect(weights()[0]).toBe(2);
  });
});

describe('S5: a probe', () => {
  test('waits for the KeyValueStore to reach the place that answers, and the release has no weight until then', async () => {
    site.propagationSeconds = 75;
    expect((await release()).ended).toBe('done');
    expect(weights()[10]).toBeCloseTo(1.33, 1);
  });

  test('that still meets another release after two minutes turns the release back', async () => {
    site.propagationSeconds = 600;
    expect(await release()).toMatchObject({ ended: 'failed', reason: `Turned back to ${OLD}: the probe failed: https://site.example/: status 200 of release ${OLD}` });
    expect(weights()).toEqual({ none: -60, 0: 0 });
  });

  test('of a page whose script is missing fails, and no visitor has seen it', async () => {
    const { page } = site;
    site.page = (id, path) => (id === NEW && path === '/app.js' ? undefined : page(id, path));
    expect(await release()).toMatchObject({ ended: 'failed', reason: expect.stringContaining('https://site.example/app.js: status 404 of no release') });
    expect(weights()).not.toHaveProperty('10');
  });

  test('is a metric: 0 while it is well or tried again, 1 when it has failed', async () => {
    const metrics = () => jest.mocked(process.stdout.write).mock.calls.map(([line]) => JSON.parse(String(line)));
    await release();
    expect(metrics()).toEqual([{ _aws: expect.anything(), Distribution: 'site.example', FailedProbes: 0 }]);
    site.page = () => ({ status: 500, body: '' });
    await release(runOf(OTHER));
    expect(metrics().map(({ FailedProbes }) => FailedProbes)).toEqual([...Array(12).fill(0), 1]);
    expect(metrics()[0]._aws.CloudWatchMetrics).toEqual([{ Namespace: 'MultiAccountPipeline', Dimensions: [['Distribution']], Metrics: [{ Name: 'FailedProbes', Unit: 'Count' }] }]);
  });
});

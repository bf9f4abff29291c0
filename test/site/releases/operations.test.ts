import { releaseFunctions } from '../../support/site/release-functions';
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

const operate = (request: unknown) => releaseFunctions().operate(request);
const rollBack = (release = 'previous') => operate({ operation: 'rollback', release, reason: 'broken checkout' });
const unpin = () => operate({ operation: 'unpin' });
const deploy = async (release: string, more = {}) => {
  const machines = new StateMachines(site);
  const execution = machines.start(runOf(release, more));
  await machines.run();
  return execution;
};
const writes = () => site.calls.filter(({ name }) => /UpdateKeys|PutObject|DeleteObjects/.test(name)).length;

beforeEach(async () => {
  site = emptySite(mockSdk);
  process.env.PLAN = JSON.stringify(PLAN);
  putFiles(site, OLD, NEW, OTHER);
  await releaseOld(site);
});
afterEach(() => jest.useRealTimers());

describe('S4: a rollback by hand', () => {
  test('makes the previous release stable with one write of the store, and nothing else', async () => {
    await deploy(NEW);
    site.calls.length = 0;
    expect(await rollBack()).toMatchObject({ message: `${OLD} is stable, and stays so until the pin is removed.`, pin: { reason: 'broken checkout' } });
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
    expect(site.calls.map(({ name }) => name)).toEqual(['ListKeys', 'DescribeKeyValueStore', 'ListKeys', 'UpdateKeys']);
  });

  test('in the midst of a rollout ends it within a minute, and the deployment fails', async () => {
    const machines = new StateMachines(site);
    const execution = machines.start(runOf(NEW));
    machines.after(15, () => rollBack());
    await machines.run();
    expect(execution).toMatchObject({ ended: 'failed', reason: `Superseded: pinned to ${OLD} by hand (broken checkout).` });
    expect((execution.endedAt! - START) / MINUTE).toBeLessThanOrEqual(16);
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
  });

  test('goes one further back each time, past what has been left for an earlier one, and says where it ends', async () => {
    await deploy(NEW);
    await deploy(OTHER);
    await rollBack();
    expect(site.routing.stable).toBe(NEW);
    await rollBack();
    expect(site.routing.stable).toBe(OLD);
    await expect(rollBack()).rejects.toThrow('There is no previous release to go back to.');
  });

  test('goes to any release that is kept, forward as well, from where the way back is the one before', async () => {
    await deploy(NEW);
    await rollBack();
    await rollBack(NEW);
    expect([site.routing.stable, site.state.previous]).toEqual([NEW, [OLD]]);
  });

  test('to what is stable already holds it, and leaves the way back', async () => {
    await deploy(NEW);
    await rollBack(NEW);
    expect(site.state).toMatchObject({ previous: [OLD], pin: { reason: 'broken checkout' } });
  });

  test('leads to what was stable before, also where an older release was deployed again', async () => {
    await deploy(NEW);
    await deploy(OLD);
    expect(site.state.previous).toEqual([NEW]);
  });

  test('never goes to a release that was turned back', async () => {
    site.alarms['us-east-1/errors'] = [{ from: START + 5 * MINUTE, until: START + 20 * MINUTE }];
    expect((await deploy(NEW)).ended).toBe('failed');
    jest.setSystemTime(START + 30 * MINUTE);
    await deploy(OTHER);
    await rollBack();
    expect(site.routing.stable).toBe(OLD);
  });
});

describe('S4: a pin', () => {
  beforeEach(async () => {
    await deploy(NEW);
    await rollBack();
  });

  test('holds over the next deployment, which succeeds, says so, and can be looked at by its preview', async () => {
    expect(await deploy(OTHER)).toMatchObject({
      ended: 'done', reason: `Pinned to ${OLD} (broken checkout), so ${OTHER} can be looked at by its preview only, until the pin is removed.`,
    });
    expect(site.routing).toEqual({ stable: OLD, kept: [OTHER, NEW, OLD] });
    expect(site.state).toMatchObject({ latest: OTHER, pin: { reason: 'broken checkout' } });
  });

  test('holds over a deployment of the very release that was rolled back', async () => {
    expect((await deploy(NEW)).ended).toBe('done');
    expect(site.routing).toEqual({ stable: OLD, kept: [NEW, OLD] });
  });

  test('holds in every segment of a long deployment', async () => {
    expect([(await deploy(OTHER, { segments: 2 })).ended, (await deploy(OTHER, { segment: 2, segments: 2 })).ended]).toEqual(['done', 'done']);
    expect(site.routing.stable).toBe(OLD);
  });

  test('that is removed starts the rollout of what was deployed last, by the plan', async () => {
    await deploy(OTHER);
    const now = Date.now();
    expect(await unpin()).toMatchObject({ message: `The pin is removed; the rollout of ${OTHER} begins.`, pin: null });
    expect(site.executions).toEqual([{ name: `unpin-${OTHER}-${now}`, input: { release: OTHER, plan: PLAN, segment: 1, segments: 1, startedAt: now } }]);
    const machines = new StateMachines(site);
    await machines.run();
    expect((Date.now() - now) / MINUTE).toBeCloseTo(50.17, 1);
    expect(site.routing.stable).toBe(OTHER);
    expect(site.state.previous).toEqual([OLD]);
  });

  test('that is removed starts nothing if what was deployed last is stable', async () => {
    await deploy(OLD);
    expect(await unpin()).toMatchObject({ message: 'The pin is removed; nothing else is to be released.' });
    expect(site.executions).toEqual([]);
    expect(site.state).not.toHaveProperty('pin');
  });

  test('that is removed in the midst of a rollout starts no second one', async () => {
    await unpin();
    const machines = new StateMachines(site);
    machines.after(5, async () => expect(await unpin()).toMatchObject({ message: 'Nothing was pinned; nothing else is to be released.' }));
    await machines.run();
    expect(site.executions).toHaveLength(1);
    expect.assertions(2);
  });

  test('whose rollout could not be started is removed once more, which starts it', async () => {
    site.fails = ({ name }) => {
      if (name === 'StartExecution') {
        throw new Error('Rate exceeded');
      }
    };
    await expect(unpin()).rejects.toThrow('Rate exceeded');
    site.fails = () => undefined;
    expect(await unpin()).toMatchObject({ message: `Nothing was pinned; the rollout of ${NEW} begins.` });
  });
});

describe('S4: CloudFormation\'s own rollback', () => {
  test('to what is stable changes nothing at all', async () => {
    site.alarms['us-east-1/errors'] = [{ from: START + 5 * MINUTE }];
    expect((await deploy(NEW)).ended).toBe('failed');
    const [keys, before] = [new Map(site.keys), writes()];
    expect(await deploy(OLD)).toMatchObject({ ended: 'done', reason: `${OLD} is stable.`, looks: 1 });
    expect([new Map(site.keys), writes()]).toEqual([keys, before]);
  });

  test('from a release that a pin has held back makes what is stable the latest again', async () => {
    await deploy(NEW);
    await rollBack();
    await deploy(OTHER);
    await deploy(OLD);
    expect(site.state.latest).toBe(OLD);
    expect(await unpin()).toMatchObject({ message: 'The pin is removed; nothing else is to be released.' });
  });
});

describe('the operations', () => {
  test('list what is stable, next, latest and previous, with their weights', async () => {
    const machines = new StateMachines(site);
    machines.start(runOf(NEW));
    machines.after(5, async () => expect(await operate({ operation: 'list' })).toEqual({
      releases: [
        { id: NEW, stable: false, next: true, latest: true, previous: false, weight: 10 },
        { id: OLD, stable: true, next: false, latest: false, previous: false, weight: 90 },
      ],
      pin: null,
    }));
    await machines.run();
    await rollBack();
    expect(await operate({ operation: 'list' })).toMatchObject({ pin: { at: new Date(Date.now()).toISOString(), reason: 'broken checkout' } });
    expect.assertions(2);
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'operation must be one of list, rollback, unpin, got: undefined'],
    ['another operation', { operation: 'delete' }, 'operation must be one of list, rollback, unpin, got: "delete"'],
    ['a name of Object', { operation: 'constructor' }, 'operation must be one of'],
    ['a rollback without a reason', { operation: 'rollback', release: 'previous' }, 'reason must be a text of at most 200 bytes'],
    ['a rollback with a long reason', { operation: 'rollback', release: 'previous', reason: 'x'.repeat(200) }, 'reason must be a text of at most 200 bytes'],
    ['a rollback to what is not there', { operation: 'rollback', release: 'f'.repeat(16), reason: 'x' }, `release must be "previous" or one of ${OLD}, got: "ffffffffffffffff"`],
    ['a rollback to nothing', { operation: 'rollback', reason: 'x' }, 'release must be "previous" or one of'],
  ])('refuse %s', async (_, request, message) => {
    await expect(operate(request)).rejects.toThrow(message);
    expect(writes()).toBe(0);
  });

  test('refuse a site without a release', async () => {
    site.keys.clear();
    await expect(operate({ operation: 'list' })).rejects.toThrow('The site has no release yet: deploy it first.');
  });
});

import * as fc from 'fast-check';
import { releaseFunctions, source } from '../../support/site/release-functions';
import { emptySite, faultsOf, putFiles } from '../../support/site/released-site';
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

const SHORT = { ...PLAN, steps: [{ percent: 50, minutes: 1 }, { percent: 100, minutes: 1 }] };
const id = (digit: number) => digit.toString(16).repeat(16);
const releasesInBucket = () => [...new Set([...site.objects.keys()].map((key) => key.split('/')[1].replace('.json', '')))].sort();
const deploy = async (release: string, more = {}) => {
  // As `publish` does before it looks for the files.
  await source<{ deleteForgotten(release: string): Promise<void> }>('forget.js').deleteForgotten(release);
  putFiles(site, release);
  const machines = new StateMachines(site);
  const execution = machines.start(runOf(release, { plan: { ...SHORT, ...more } }));
  await machines.run();
  return execution;
};
const operate = (request: unknown) => releaseFunctions().operate(request).catch(({ message }) => message);

beforeEach(() => {
  site = emptySite(mockSdk);
  process.env.PLAN = JSON.stringify(SHORT);
});
afterEach(() => jest.useRealTimers());

describe('S4: old releases', () => {
  test('are deleted beyond the number that is kept, the manifest before the files', async () => {
    for (const digit of [1, 2, 3, 4]) {
      await deploy(id(digit), { kept: 3 });
    }
    expect(site.routing.kept).toEqual([id(4), id(3), id(2)]);
    expect(releasesInBucket()).toEqual([id(2), id(3), id(4)]);
    const deletions = site.calls.filter(({ name }) => name === 'DeleteObjects').flatMap(({ input }) => input.Delete.Objects.map(({ Key }: any) => Key));
    expect(deletions[0]).toBe(`manifests/${id(1)}.json`);
  });

  test('may no longer be asked for before their files are deleted', async () => {
    await deploy(id(1));
    await deploy(id(2), { kept: 1 });
    site.fails = ({ name }) => {
      if (name === 'DeleteObjects') {
        expect(site.routing.kept).toEqual([id(3), id(2)]);
      }
    };
    await deploy(id(3), { kept: 1 });
    expect(releasesInBucket()).toEqual([id(2), id(3)]);
    expect.assertions(3);
  });

  test('stay if they are the way back, however many were turned back since', async () => {
    await deploy(id(1), { kept: 2 });
    await deploy(id(2), { kept: 2 });
    for (const digit of [3, 4, 5]) {
      site.alarms['us-east-1/errors'] = [{ from: Date.now() + 0.5 * MINUTE, until: Date.now() + 2 * MINUTE }];
      expect((await deploy(id(digit), { kept: 2 })).ended).toBe('failed');
      jest.setSystemTime(Date.now() + 5 * MINUTE);
    }
    expect(site.routing).toEqual({ stable: id(2), kept: [id(5), id(4), id(2), id(1)] });
  });

  test('stay while they are rolled out, though another one is refused meanwhile', async () => {
    putFiles(site, id(1), id(2), id(3));
    await deploy(id(1));
    const machines = new StateMachines(site);
    machines.start(runOf(id(2)));
    machines.after(5, async () => {
      site.alarms['us-east-1/errors'] = [{ from: Date.now(), until: Date.now() + 1 }];
      await releaseFunctions().drive(runOf(id(3), { plan: { ...SHORT, kept: 1 } }));
      expect(site.routing).toMatchObject({ next: id(2), kept: [id(3), id(2), id(1)] });
      jest.setSystemTime(Date.now() + 1);
    });
    await machines.run();
    expect(site.routing.stable).toBe(id(2));
  });

  test('whose files could not be deleted are left to the next deployment, and the release has succeeded', async () => {
    site.fails = ({ name }) => {
      if (name === 'DeleteObjects') {
        throw new Error('Slow down');
      }
    };
    for (const digit of [1, 2, 3]) {
      expect((await deploy(id(digit), { kept: 1 })).ended).toBe('done');
    }
    expect(site.state.forgetting).toEqual([id(1)]);
    site.fails = () => undefined;
    await deploy(id(4), { kept: 1 });
    expect(site.state).not.toHaveProperty('forgetting');
    expect(releasesInBucket()).toEqual([id(3), id(4)]);
  });

  test('that somebody asks for while they are deleted, or after that, are not released', async () => {
    await deploy(id(1));
    for (const forgetting of [[], [id(2)]]) {
      site.write({ state: JSON.stringify({ ...site.state, forgetting }) });
      const machines = new StateMachines(site);
      const execution = machines.start(runOf(id(2)));
      await machines.run();
      expect(execution).toMatchObject({ ended: 'failed', reason: `Not released: the files of ${id(2)} are gone. Deploy it again.` });
      expect(site.routing).toEqual({ stable: id(1), kept: [id(1)] });
      putFiles(site, id(2));
    }
  });

  test('of which hundreds of files are there are deleted page by page', async () => {
    await deploy(id(1), { kept: 1 });
    Array.from({ length: 50 }, (_, index) => site.objects.set(`releases/${id(1)}/${index}.js`, { body: Buffer.from(''), type: '', cache: '' }));
    await deploy(id(2), { kept: 1 });
    await deploy(id(3), { kept: 1 });
    expect(releasesInBucket()).toEqual([id(2), id(3)]);
  });

  test('are never what visitors can be led to, whatever is deployed, turned back, pinned or interrupted', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ act: fc.constant('deploy' as const), digit: fc.integer({ min: 1, max: 8 }), kept: fc.integer({ min: 1, max: 3 }), red: fc.boolean() }) },
      fc.record({ act: fc.constant('rollback' as const), to: fc.constantFrom('previous', ...[1, 2, 3, 4].map(id)) }),
      fc.record({ act: fc.constant('unpin' as const) }),
      fc.record({ act: fc.constant('crash' as const), calls: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      site = emptySite(mockSdk);
      const write = site.write.bind(site);
      const faults: string[] = [];
      jest.spyOn(site, 'write').mockImplementation((entries) => {
        write(entries);
        faults.push(...faultsOf(site));
      });
      for (const one of steps) {
        switch (one.act) {
          case 'deploy':
            site.alarms['us-east-1/errors'] = one.red ? [{ from: Date.now() + 0.5 * MINUTE, until: Date.now() + 3 * MINUTE }] : [];
            await deploy(id(one.digit), { kept: one.kept }).catch(() => undefined);
            break;
          case 'rollback': await operate({ operation: 'rollback', release: one.to, reason: 'x' }); break;
          case 'unpin':
            await operate({ operation: 'unpin' });
            await new StateMachines(site).run();
            break;
          case 'crash': one.calls.forEach((call) => site.crashes.set(site.calls.length + call, call % 2 ? 'before' : 'after'));
        }
        Object.assign(site, { isDead: false });
        expect([...faults, ...(site.keys.size > 0 ? faultsOf(site) : [])]).toEqual([]);
        jest.setSystemTime(Date.now() + 10 * MINUTE);
      }
    }), { numRuns: 60 });
  });
});

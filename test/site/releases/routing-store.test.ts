import * as fc from 'fast-check';
import { source } from '../../support/site/release-functions';
import { emptySite, NEW, OLD } from '../../support/site/released-site';
import { simulatedSdk } from '../../support/site/simulated-sdk';
import { SimulatedSite } from '../../support/site/simulated-site';

let site: SimulatedSite;
const mockSdk = simulatedSdk(() => site);
jest.mock('@aws-sdk/client-cloudfront-keyvaluestore', () => mockSdk.keyValueStore);

interface Site { readonly routing?: any; readonly state: any }
interface Store { changeStore<T extends { site?: Site }>(decide: (site: Site) => T): Promise<T>; readStore(): Promise<Site> }
const { changeStore, readStore } = source<Store>('routing-store.js');
const { readSite } = source<{ readSite(routing?: string, state?: string): Site }>('site.js');
const SITE = { routing: { stable: OLD, kept: [OLD] }, state: { releases: [OLD], previous: [], latest: OLD } };
const change = (more = {}) => changeStore(({ routing = SITE.routing, state }) => (
  { site: { routing, state: { ...SITE.state, ...state, ...more } } }));
const names = () => site.calls.map(({ name }) => name);

beforeEach(() => {
  site = emptySite(mockSdk);
});
afterEach(() => jest.useRealTimers());

describe('the store', () => {
  test('is written by one call for both keys, on the condition that nobody else has written', async () => {
    await change();
    expect(names()).toEqual(['ListKeys', 'DescribeKeyValueStore', 'ListKeys', 'UpdateKeys']);
    expect(site.calls.at(-1)!.input).toMatchObject({ IfMatch: 'v1', Puts: [{ Key: 'routing' }, { Key: 'state' }] });
    expect([site.routing, site.state]).toEqual([SITE.routing, { ...SITE.state, releases: [], latest: OLD }]);
  });

  test('is left alone if nothing is to be written', async () => {
    await changeStore(() => ({}));
    expect(names()).toEqual(['ListKeys']);
  });

  test.each(['DescribeKeyValueStore', 'ListKeys', 'UpdateKeys'])('is read and decided upon again if somebody else writes before %s', async (name) => {
    let calls = 0;
    site.fails = (call) => {
      calls += call.name === name ? 1 : 0;
      if (call.name === name && calls === (name === 'ListKeys' ? 2 : 1)) {
        site.write({ routing: JSON.stringify({ stable: NEW, kept: [NEW] }) });
      }
    };
    await change({ latest: NEW });
    expect(site.routing.stable).toBe(NEW);
    expect(site.state.latest).toBe(NEW);
  });

  test.each([
    { name: 'ConflictException', message: 'Resource is not in expected state.' }, { name: 'ValidationException', message: 'Pre-Condition failed' },
  ])('takes $name as the word of somebody else, a few times', async (fault) => {
    let left = 3;
    site.fails = ({ name }) => {
      if (name === 'UpdateKeys' && left-- > 0) {
        throw Object.assign(new Error(fault.message), fault);
      }
    };
    await change();
    expect(site.routing.stable).toBe(OLD);
    left = 99;
    await expect(change({ latest: NEW })).rejects.toThrow('The KeyValueStore was changed in the meantime');
  });

  test('passes other faults on', async () => {
    site.fails = ({ name }) => {
      if (name === 'UpdateKeys') {
        throw Object.assign(new Error('Value is too long'), { name: 'ValidationException' });
      }
    };
    await expect(change()).rejects.toThrow('Value is too long');
  });

  test('refuses a value that CloudFront does not take, before anything is written', async () => {
    const many = Array.from({ length: 53 }, (_, index) => `${index}`.padStart(16, '0'));
    await expect(change({ releases: many })).rejects.toThrow(/^The key state would be 10\d\d bytes, and the KeyValueStore takes 1000/);
    await expect(change({ pin: { at: 0, reason: 'é'.repeat(470) } })).rejects.toThrow('give a shorter reason');
    expect(names()).not.toContain('UpdateKeys');
  });

  test('holds fifteen releases with all that can be remembered of them', async () => {
    const many = Array.from({ length: 18 }, (_, index) => `${index}`.padStart(16, '0'));
    const rollout = { release: many[0], step: 100, since: 1_800_000_000_000, seen: 1_800_000_000_000 };
    await change({ releases: many, previous: many.slice(3), latest: many[0], pin: { at: 1_800_000_000_000, reason: 'x'.repeat(150) } });
    const routing = { stable: many[1], next: many[0], weight: 100, kept: many };
    await changeStore(({ state: { pin, ...state } }) => ({ site: { routing, state: { ...state, rollout, forgetting: many.slice(0, 3) } } }));
    expect(site.routing.kept).toHaveLength(18);
  });
});

describe('what the keys hold', () => {
  test('comes back as it was written', async () => {
    site.write({ routing: JSON.stringify(SITE.routing), state: JSON.stringify(SITE.state) });
    expect(await readStore()).toMatchObject(SITE);
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['nothing', undefined, undefined], ['no JSON', '{', '}'], ['null', 'null', 'null'], ['a number', '1', '2'], ['no release', '{"stable":"x"}', '{"releases":[1,{}]}'],
  ])('%s is a site without a release', (_, routing, state) => {
    expect(readSite(routing, state)).toEqual({ state: { releases: [], previous: [] } });
  });

  test('in disagreement is no rollout, and whatever may be asked for is a release', () => {
    expect(readSite(JSON.stringify({ stable: OLD, next: NEW, weight: 10, kept: [NEW] }), '{}')).toEqual({
      routing: { stable: OLD, kept: [OLD, NEW] }, state: { releases: [OLD, NEW], previous: [] },
    });
  });

  test('of a rollout of what is stable already is none, and one of a release that is not listed lists it', () => {
    const read = (next: string) => readSite(
      JSON.stringify({ stable: OLD, next, weight: 10, kept: [OLD] }), JSON.stringify({ rollout: { release: next, step: 1, since: 0, seen: 0 } }));
    expect(read(OLD).routing).toEqual({ stable: OLD, kept: [OLD] });
    expect(read(NEW).routing).toEqual({ stable: OLD, next: NEW, weight: 10, kept: [NEW, OLD] });
  });

  test('is read without an error whatever it is, and never names what is not a release', () => {
    const ids = /^[0-9a-f]{16}$/;
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), fc.oneof(fc.json(), fc.string()), (routing, state) => {
      const read = readSite(routing, state);
      expect([...read.state.releases, ...read.state.previous, ...(read.routing?.kept ?? [])].every((id) => ids.test(id))).toBe(true);
    }));
  });
});

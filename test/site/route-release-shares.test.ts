import { createHash } from 'node:crypto';
import { NEXT, rollingOut, Router, STABLE } from '../support/site/routed';

const VISITORS = 20_000;
const WEIGHTS = [1, 10, 50, 99, 100];

/** The same numbers in every run: the first four bytes of a hash, one after the other. */
const random = (seed: number) => createHash('sha256').update(`visitor ${seed}`).digest();

const ADDRESSES: Record<string, (index: number) => string> = {
  'neighbouring IPv4 addresses': (index) => `10.1.${Math.floor(index / 256)}.${index % 256}`,
  'IPv4 addresses of the whole internet': (index) => random(index).subarray(0, 4).join('.'),
  'IPv6 addresses, neighbours and networks of homes': (index) => index % 2 ? `2001:db8::${index.toString(16)}` : `2001:db8:${random(index).toString('hex').slice(0, 4)}:${index.toString(16)}::1`,
};

describe.each(Object.keys(ADDRESSES))('[S4] over 20,000 %s', (kind) => {
  const router = new Router();
  const visitors = Array.from({ length: VISITORS }, (_, index) => ADDRESSES[kind](index));
  const seenAt = new Map<number, Set<string>>();

  beforeAll(async () => {
    for (const weight of WEIGHTS) {
      router.route(rollingOut(weight));
      const seen = new Set<string>();
      for (const ip of visitors) {
        if (await router.releaseOf({ uri: '/', ip }) === NEXT) seen.add(ip);
      }
      seenAt.set(weight, seen);
    }
  });

  test.each(WEIGHTS)('%d percent see the next release, give or take one', (weight) => {
    const share = 100 * seenAt.get(weight)!.size / VISITORS;
    expect(Math.abs(share - weight)).toBeLessThan(weight === 100 ? Number.MIN_VALUE : 1);
  });

  test('whoever sees it at a weight sees it at every higher one, without a cookie', () => {
    WEIGHTS.slice(1).forEach((weight, index) => {
      expect([...seenAt.get(WEIGHTS[index])!].filter((ip) => !seenAt.get(weight)!.has(ip))).toEqual([]);
    });
  });
});

test('the first to see one release are not the first to see another', async () => {
  const first = async (next: string) => {
    const router = new Router({ stable: STABLE, next, weight: 10, kept: [STABLE, next] });
    const ips = Array.from({ length: 2000 }, (_, index) => ADDRESSES['neighbouring IPv4 addresses'](index));
    const releases = await Promise.all(ips.map((ip) => router.releaseOf({ uri: '/', ip })));
    return ips.filter((_, index) => releases[index] === next);
  };
  const [one, other] = [await first(NEXT), new Set(await first('3333333333333333'))];
  expect(one.filter((ip) => other.has(ip)).length / one.length).toBeLessThan(0.2);
});

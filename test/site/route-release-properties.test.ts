import * as fc from 'fast-check';
import { KEPT, NEXT, OLD, rollingOut, Router, settled, STABLE, GONE } from '../support/site/routed';

/** Its bytes, and what they are decoded to until nothing changes, by a decoder of its own that skips what is not valid. */
function decodedForms(path: string): string[] {
  const decode = (bytes: string) => bytes.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  const forms = [Buffer.from(path).toString('latin1')];
  for (let next = decode(forms[0]); next !== forms[0]; next = decode(next)) forms.unshift(next);
  return forms;
}

const isRelease = (text: string) => /^[0-9a-f]{16}$/.test(text);
const PIECES = ['.', '..', '/', '\\', '%', '2e', '2E', '25', '2f', '5c', '00', '0a', 'c0', 'ae', '%2e', '%252e', '%2f', '%5c', ';', '?', 'a', '.js', '.html', 'index', '.well-known', '\n', 'ü', ' '];
const hostilePath = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`),
  fc.string({ unit: 'binary' }), fc.webPath(), fc.string().map((text) => `/${encodeURIComponent(encodeURIComponent(text))}`),
);
const hostileValue = fc.oneof(fc.constantFrom(...KEPT, GONE, '', '../..', '%2e%2e'), fc.string(), fc.constantFrom('x', '%2e', STABLE).map((text) => text.repeat(600)));
const fields = (...names: string[]) => fc.dictionary(fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor'), fc.string()), hostileValue, { maxKeys: 6 });
const hostileVisit = fc.record({
  uri: hostilePath,
  ip: fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()),
  method: fc.constantFrom('GET', 'HEAD', 'OPTIONS'),
  headers: fields('x-release-preview', 'if-none-match', 'host'),
  cookies: fields('__Host-release', 'release-preview'),
});

const release = fc.oneof(fc.constantFrom(...KEPT, GONE, '../x', '', '/'), fc.string());
const hostileRouting = fc.oneof(
  fc.constantFrom(JSON.stringify(settled()), JSON.stringify(rollingOut(50))),
  fc.record({
    stable: release,
    next: fc.oneof(release, fc.jsonValue()),
    weight: fc.oneof(fc.integer({ min: -1, max: 101 }), fc.jsonValue()),
    kept: fc.oneof(fc.array(fc.oneof(release, fc.jsonValue())), fc.jsonValue()),
  }, { requiredKeys: [] }).map((routing) => JSON.stringify(routing)),
  fc.json(), fc.string(),
).filter((text) => Buffer.byteLength(text) <= 1000);

const keptOf = (routing: string): unknown[] => {
  try {
    const { kept } = JSON.parse(routing) as { kept: unknown[] };
    return kept;
  } catch {
    return [];
  }
};

test('[S4] whatever is asked for and whatever the key holds, nothing throws and nothing leaves the folder of a kept release', async () => {
  const router = new Router();
  await fc.assert(fc.asyncProperty(hostileVisit, hostileRouting, async (visit, routing) => {
    router.route(routing);
    const answer = await router.answerTo(visit);
    if (!('uri' in answer)) {
      expect([400, 503]).toContain(answer.statusCode);
      return;
    }
    const [, folder, id] = answer.uri.split('/');
    expect([folder, isRelease(id)]).toEqual(['releases', true]);
    expect(keptOf(routing)).toContain(id);
    for (const form of decodedForms(answer.uri)) {
      expect(form.split(/[/\\]/).filter((segment) => segment === '.' || segment === '..')).toEqual([]);
      expect(form).toMatch(new RegExp(`^/releases/${id}/`));
    }
  }), { numRuns: 1500 });
});

test('with a sound key, every path without a dot segment is answered by a kept release', async () => {
  const segment = fc.string({ minLength: 1, unit: 'grapheme' })
    .map((text) => encodeURIComponent(text.replace(/[\\\x00-\x1f\x7f%]/g, '_').replace(/^\.+$/, 'dots')));
  const router = new Router(rollingOut(50));
  await fc.assert(fc.asyncProperty(fc.array(segment), fc.record({ '__Host-release': hostileValue }), async (segments, cookies) => {
    expect(KEPT).toContain(await router.releaseOf({ uri: `/${segments.join('/')}`, cookies }));
  }));
});

test('[S4] a visitor who has come to the next release stays at every higher weight, and an open page keeps its files at every weight', async () => {
  const router = new Router(settled());
  const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
  await fc.assert(fc.asyncProperty(weights, fc.oneof(fc.ipV4(), fc.ipV6()), fc.ipV4(), fc.boolean(), async (rising, home, abroad, travels) => {
    let cookies: Record<string, string> = {};
    let before = STABLE;
    for (const weight of rising) {
      router.route(rollingOut(weight));
      const now = await router.releaseOf({ uri: '/users', ip: travels && before === NEXT ? abroad : home, cookies });
      expect(before === NEXT && weight > 0 ? now : NEXT).toBe(NEXT);
      cookies = { '__Host-release': now };
      expect(await router.releaseOf({ uri: '/assets/lazy.js', ip: abroad, cookies })).toBe(now);
      before = now;
    }
    router.route(settled(OLD));
    expect(await router.releaseOf({ uri: '/', ip: home, cookies })).toBe(OLD);
    expect(await router.releaseOf({ uri: '/assets/lazy.js', ip: home, cookies })).toBe(before);
  }));
});

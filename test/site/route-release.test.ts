import { KEPT, GONE, NEXT, OLD, rollingOut, Router, settled, STABLE } from '../support/site/routed';

/** An address that is not among the first ten percent of `NEXT`, and one that is. */
const LATE = '198.51.100.7';
const EARLY = '198.51.100.2';

describe('a document', () => {
  const router = new Router(settled());

  test.each(['/', '/users', '/users/7', '/users/', '/a.b/c', '//', '/100%', '/%C3%BCber', '/config.json/'])('[S2] %s is the page of the stable release', async (uri) => {
    expect(await router.uriOf(uri)).toBe(`/releases/${STABLE}/index.html`);
  });

  test.each(['/index.html', '/legal/imprint.html', '/.well-known/a.html', '/a%20b.html', '/imprint%2ehtml'])('%s is that page of the stable release', async (uri) => {
    expect(await router.uriOf(uri)).toBe(`/releases/${STABLE}${uri}`);
  });

  test('is always sent in full, so that the browser learns its release', async () => {
    const headers = { 'if-none-match': '"1"', 'if-modified-since': 'Sat, 21 Nov 2026 12:00:00 GMT', 'accept': 'text/html' };
    expect(await router.answerTo({ uri: '/users', headers })).toHaveProperty('headers', { accept: { value: 'text/html' } });
    expect(await router.answerTo({ uri: '/app.js', headers })).toHaveProperty('headers.if-none-match.value', '"1"');
  });

  test('is the stable one, whatever release the browser remembers', async () => {
    expect(await router.releaseOf({ uri: '/', cookies: { '__Host-release': OLD } })).toBe(STABLE);
    expect(await router.releaseOf({ uri: '/legal/imprint.html', cookies: { '__Host-release': OLD } })).toBe(STABLE);
  });
});

describe('a file', () => {
  const router = new Router(settled());

  test.each(['/app.js', '/assets/logo.1a2b.svg', '/favicon.ico', '/app%2ejs', '/config.json', '/config.js'])('[S2] %s is never turned into a page', async (uri) => {
    expect(await router.uriOf(uri)).toBe(`/releases/${STABLE}${uri}`);
  });

  test.each(['/.well-known/apple-app-site-association', '/.well-known/security.txt', '/.well-known/a/b', '/%2ewell-known/a'])('what programs ask for as %s is no page', async (uri) => {
    expect(await router.uriOf(uri)).toBe(`/releases/${STABLE}${uri}`);
  });

  test('[S4] is of the release of the open page', async () => {
    expect(await router.releaseOf({ uri: '/assets/lazy-1.js', cookies: { '__Host-release': OLD } })).toBe(OLD);
    expect(await router.uriOf({ uri: '/config.json', cookies: { '__Host-release': OLD } })).toBe(`/releases/${OLD}/config.json`);
  });

  test.each([GONE, '../../etc', '', 'x'.repeat(10_000), `${OLD} `, OLD.toUpperCase(), '__proto__', '0'])('is of the stable release when the cookie is forged or stale', async (value) => {
    expect(await router.releaseOf({ uri: '/app.js', cookies: { '__Host-release': value } })).toBe(STABLE);
  });

  test('of whoever has no cookie is of the release that a document would be', async () => {
    router.route(rollingOut(10));
    expect(await Promise.all(['/', '/app.js'].map((uri) => router.releaseOf({ uri, ip: EARLY })))).toEqual([NEXT, NEXT]);
    expect(await Promise.all(['/', '/app.js'].map((uri) => router.releaseOf({ uri, ip: LATE })))).toEqual([STABLE, STABLE]);
  });
});

describe('a rollout', () => {
  test('[S4] whoever has seen the next release stays with it, also from another address', async () => {
    const router = new Router(rollingOut(1));
    expect(await router.releaseOf({ uri: '/', ip: LATE })).toBe(STABLE);
    expect(await router.releaseOf({ uri: '/', ip: LATE, cookies: { '__Host-release': NEXT } })).toBe(NEXT);
  });

  test('at weight 0 shows the next release to nobody, whatever the browser remembers', async () => {
    expect(await new Router(rollingOut(0)).releaseOf({ uri: '/', ip: EARLY, cookies: { '__Host-release': NEXT } })).toBe(STABLE);
  });

  test('at weight 100 shows the next release to everybody', async () => {
    expect(await new Router(rollingOut(100)).releaseOf({ uri: '/', cookies: { '__Host-release': STABLE } })).toBe(NEXT);
  });

  test('[S4] that is turned back gives everybody the stable documents again, and open tabs their own files', async () => {
    const router = new Router(rollingOut(100));
    const cookies = { '__Host-release': await router.releaseOf('/') };
    router.route(settled());
    expect(await router.uriOf({ uri: '/', cookies })).toBe(`/releases/${STABLE}/index.html`);
    expect(await router.uriOf({ uri: '/assets/lazy-2.js', cookies })).toBe(`/releases/${NEXT}/assets/lazy-2.js`);
  });

  test('[S4] that is over makes the next release the stable one; an open tab still gets the files of the former', async () => {
    const router = new Router(settled(NEXT));
    expect(await router.uriOf({ uri: '/', cookies: { '__Host-release': STABLE } })).toBe(`/releases/${NEXT}/index.html`);
    expect(await router.uriOf({ uri: '/assets/lazy-1.js', cookies: { '__Host-release': STABLE } })).toBe(`/releases/${STABLE}/assets/lazy-1.js`);
  });

  test.each([['is gone', GONE, 100], ['is no id', '../x', 100], ['is an object', { toString: 1 }, 100], ['has no weight', NEXT, undefined], ['has a weight in a text', NEXT, '100'], ['has an object as weight', NEXT, { valueOf: 1 }]])('whose release %s shows the stable one', async (_, next, weight) => {
    expect(await new Router(JSON.stringify({ stable: STABLE, kept: [...KEPT, '../x'], next, weight })).releaseOf('/')).toBe(STABLE);
  });
});

describe('a preview', () => {
  const router = new Router(rollingOut(0));

  test.each([NEXT, OLD])('[S4] shows a kept release at weight 0, by header or cookie', async (release) => {
    expect(await router.uriOf({ uri: '/users', headers: { 'x-release-preview': release } })).toBe(`/releases/${release}/index.html`);
    expect(await router.uriOf({ uri: '/users', cookies: { 'release-preview': release } })).toBe(`/releases/${release}/index.html`);
  });

  test('of files needs no cookie, so that a probe can ask for them', async () => {
    expect(await router.uriOf({ uri: '/config.json', headers: { 'x-release-preview': NEXT } })).toBe(`/releases/${NEXT}/config.json`);
  });

  test.each([GONE, '../../x', 'x'.repeat(10_000), ''])('of what is not kept shows the stable release', async (release) => {
    expect(await router.releaseOf({ uri: '/', headers: { 'x-release-preview': release } })).toBe(STABLE);
    expect(await router.releaseOf({ uri: '/', cookies: { 'release-preview': release } })).toBe(STABLE);
  });

  test('by header goes before that by cookie, unless its release is not kept', async () => {
    const cookies = { 'release-preview': OLD };
    expect(await router.releaseOf({ uri: '/', headers: { 'x-release-preview': NEXT }, cookies })).toBe(NEXT);
    expect(await router.releaseOf({ uri: '/', headers: { 'x-release-preview': GONE }, cookies })).toBe(OLD);
  });
});

describe('without a routing key that can be read', () => {
  const unavailable = { statusCode: 503, headers: { 'retry-after': { value: '10' }, 'cache-control': { value: 'no-store' } } };

  test('every request is answered with 503, which nobody keeps', async () => {
    const router = new Router();
    expect(await router.answerTo({ uri: '/' })).toMatchObject(unavailable);
    expect(await router.answerTo({ uri: '/app.js', cookies: { '__Host-release': STABLE } })).toMatchObject(unavailable);
    expect(router.runtime.logged[0]).toBe('routing: Error: KeyNotFound: routing');
  });

  test.each([
    '', '{', 'null', '[]', '"x"', '7', '{}', `{"stable":"${STABLE}"}`, `{"stable":"${STABLE}","kept":"${STABLE}"}`, `{"stable":"${STABLE}","kept":["${NEXT}"]}`,
    '{"stable":"../x","kept":["../x"]}', `{"stable":"../${STABLE}","kept":["../${STABLE}"]}`, `{"stable":"${STABLE}/..","kept":["${STABLE}/.."]}`, '{"stable":{"toString":1},"kept":[{"toString":1}]}', `{"stable":["${STABLE}"],"kept":[["${STABLE}"]]}`,
  ])('the key %j is not one', async (routing) => {
    expect(await new Router(routing).answerTo({ uri: '/' })).toMatchObject(unavailable);
  });

  test('the site is back as soon as the key is', async () => {
    const router = new Router('{');
    router.route(settled());
    expect(await router.releaseOf('/')).toBe(STABLE);
  });
});

describe('a path that leaves its folder', () => {
  const router = new Router(settled());

  test.each([
    '/..', '/../x', '/a/../../x.js', '/./x', '/.', '/%2e%2e/x', '/.%2E/x.js', '/%252e%252e/x', '/%25252e%25252e%25252fx', '/%25%32%65%25%32%65/x', '/..%2fx', '/%2f..%2fx',
    '/a\\b', '/%5c..', '/%255c', '/a%00.js', '/a%0d%0ab', '/\u0007', '/a%7f', '/%c0%ae%c0%ae/x', '/%25c0%25ae/', '/%/%252e%252e/x', 'x.js', '', '*', 'https://x/y', '/%25252525252e',
  ])('%j is answered with 400', async (uri) => {
    expect(await router.answerTo({ uri })).toMatchObject({ statusCode: 400, headers: { 'cache-control': { value: 'no-store' } } });
  });

  test.each(['/...', '/..a/x.js', '/a../x.js', '/.env', '/a%20b.js', '/a%252520b.js', '/%25.js', '/100%.js', '/a%2fb.js', '/%E2%82%AC.svg', '/a~b;c=d.js'])('%j does not', async (uri) => {
    expect(await router.releaseOf(uri)).toBe(STABLE);
  });
});

test('method, query and other headers stay as they are', async () => {
  const answer = await new Router(settled()).answerTo({ uri: '/users', method: 'HEAD', headers: { 'accept-language': 'de' }, cookies: { session: 'x' } });
  expect(answer).toEqual({ method: 'HEAD', uri: `/releases/${STABLE}/index.html`, querystring: {}, headers: { 'accept-language': { value: 'de' } }, cookies: { session: { value: 'x' } } });
});

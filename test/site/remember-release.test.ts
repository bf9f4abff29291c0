import * as fc from 'fast-check';
import { EdgeResponse, viewerResponse } from '../support/site/edge-events';
import { EdgeRuntime } from '../support/site/edge-runtime';
import { edgeSource, STABLE } from '../support/site/routed';

const handler = new EdgeRuntime(edgeSource('remember-release')).handler;
const answerTo = (headers: Record<string, string>, status?: number, uri = '/') => handler(viewerResponse({ uri }, headers, status)) as EdgeResponse;

const HTML = { 'content-type': 'text/html; charset=utf-8', 'x-amz-meta-release': STABLE };
const COOKIE = { '__Host-release': { value: STABLE, attributes: 'Path=/; Secure; HttpOnly; SameSite=Lax' } };

test.each(['text/html', 'text/html; charset=utf-8', 'TEXT/HTML;charset=utf-8'])('[S4] the browser remembers the release of a document (%s) until the visit ends', (type) => {
  expect(answerTo({ ...HTML, 'content-type': type }).cookies).toEqual(COOKIE);
});

test.each(['/', '/users/7', `/releases/${STABLE}/index.html`])('whatever request CloudFront shows here, as %s', (uri) => {
  expect(answerTo(HTML, 200, uri).cookies).toEqual(COOKIE);
});

test.each(['text/javascript', 'application/json', 'image/svg+xml', 'text/htmlx', 'application/xhtml+xml; x=text/html'])('of a file of type %s nothing is remembered', (type) => {
  expect(answerTo({ ...HTML, 'content-type': type })).toEqual({
    statusCode: 200, headers: { 'content-type': { value: type }, 'x-site-release': { value: STABLE } }, cookies: {},
  });
});

test('the answer says which release it is of, in the place of the object\'s metadata', () => {
  expect(answerTo({ 'x-amz-meta-release': STABLE, 'cache-control': 'no-cache' }, 206).headers).toEqual({
    'x-site-release': { value: STABLE }, 'cache-control': { value: 'no-cache' },
  });
});

test('an answer without the metadata stays as it is', () => {
  const response = answerTo({ 'content-type': 'text/html' }, 503);
  expect(response).toEqual({ statusCode: 503, headers: { 'content-type': { value: 'text/html' } }, cookies: {} });
});

test.each(['', 'x', `${STABLE}; Domain=example.com`, `${STABLE}0`, '../x'])('metadata that is no release (%j) goes nowhere', (release) => {
  expect(answerTo({ ...HTML, 'x-amz-meta-release': release })).toEqual({ statusCode: 200, headers: { 'content-type': { value: HTML['content-type'] } }, cookies: {} });
});

test('cookies of others stay, and a response without a field for them gets one', () => {
  const event = viewerResponse({ uri: '/' }, HTML);
  event.response!.cookies = { other: { value: '1' } };
  expect((handler(event) as EdgeResponse).cookies).toEqual({ other: { value: '1' }, ...COOKIE });
  const bare = viewerResponse({ uri: '/' }, HTML);
  delete bare.response!.cookies;
  expect((handler(bare) as EdgeResponse).cookies).toEqual(COOKIE);
});

test('whatever the headers are, it never throws, and a cookie is a release or absent', () => {
  const headers = fc.dictionary(fc.oneof(fc.constantFrom('content-type', 'x-amz-meta-release', '__proto__'), fc.string()), fc.oneof(fc.string(), fc.constantFrom(...Object.values(HTML))));
  fc.assert(fc.property(headers, fc.integer({ min: 200, max: 399 }), (given, status) => {
    const { cookies, headers: answered } = answerTo(given, status);
    expect(answered).not.toHaveProperty('x-amz-meta-release');
    expect([undefined, STABLE]).toContain(cookies?.['__Host-release']?.value);
  }));
});

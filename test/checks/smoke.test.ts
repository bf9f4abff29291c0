import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, runScript, serve } from '../support/checks';
import { temporaryFolder } from '../support/delivery';

// Each run is a process of its own, which takes its time on a busy machine.
jest.setTimeout(30_000);

const FAST = { retries: 0, pauseSeconds: 0, timeoutSeconds: 5 };
const smoke = (requests: Record<string, unknown>[], more: Record<string, unknown> = {}) => ({ name: 'smoke', type: 'smoke', requests, ...FAST, ...more });

let url: string;
beforeAll(async () => {
  url = await serve((request, response) => {
    switch (request.url) {
      case '/health':
        return response.end('{"status": "ok"}');
      case '/moved':
        return response.writeHead(301, { location: '/health' }).end();
      case '/echo':
        return response.end(`${request.method} ${request.headers['x-key']}`);
      case '/slow':
        return undefined;
      case '/endless':
        return void endless(response);
      default:
        return response.writeHead(404).end('nothing here');
    }
  });
});

async function endless(response: ServerResponse): Promise<void> {
  while (!response.destroyed) {
    response.write('x'.repeat(64 * 1024));
    await pause(1);
  }
}

describe('P7: the smoke check', () => {
  test('passes when every answer is as expected', async () => {
    const { code, stdout } = await runScript('smoke', smoke([
      { url: `${url}/health`, bodyContains: 'ok', bodyMatches: '"status":\\s+"ok"' }, { url: `${url}/none`, status: 404 }, { url: `${url}/moved`, status: 301 },
    ]));
    expect(stdout).toContain('smoke has passed');
    expect(code).toBe(0);
  });

  test.each([
    ['another status', { path: '/none' }, 'status 404, expected 200'],
    ['a redirect that nobody expects', { path: '/moved' }, 'status 301, expected 200'],
    ['a body without the text', { path: '/health', bodyContains: 'fine' }, 'the body does not contain "fine"'],
    ['a body that does not match', { path: '/health', bodyMatches: '^ok$' }, 'the body does not match /^ok$/'],
  ])('fails for %s and says so', async (_, { path, ...request }, message) => {
    const { code, stdout } = await runScript('smoke', smoke([{ url: `${url}${path}`, ...request }]));
    expect(stdout).toContain(`GET ${url}${path}: ${message} (attempt 1 of 1)`);
    expect(stdout).toContain('smoke has failed');
    expect(code).toBe(1);
  });

  test('fails for an answer that does not come in time', async () => {
    const { code, stdout } = await runScript('smoke', smoke([{ url: `${url}/slow` }], { timeoutSeconds: 1 }));
    expect([code, stdout]).toEqual([1, expect.stringContaining('no answer within 1 s')]);
  });

  test('looks at the first MiB of a body that does not end', async () => {
    const { code, stdout } = await runScript('smoke', smoke([{ url: `${url}/endless`, bodyContains: 'x' }]));
    expect([code, stdout]).toEqual([0, expect.stringContaining('passed')]);
  });

  test('waits for a deployment that needs a moment', async () => {
    const port = await freePort();
    const run = runScript('smoke', smoke([{ url: `http://127.0.0.1:${port}/` }], { retries: 20, pauseSeconds: 1 }));
    await pause(1500);
    await serve((_, response) => response.end('up'), port);
    const { code, stdout } = await run;
    expect(stdout).toMatch(/ECONNREFUSED.*\(attempt 1 of 21\)/);
    expect(stdout).toMatch(/as expected \(attempt [2-9] of 21\)/);
    expect(code).toBe(0);
  });

  test('sends the method and headers with the variables of the environment', async () => {
    const request = { url: '${API_URL}/echo', method: 'POST', headers: { 'X-Key': 'key-${API_KEY}' }, bodyContains: 'POST key-4711' };
    const { code, stdout } = await runScript('smoke', smoke([request]), { environment: { API_URL: url, API_KEY: '4711' } });
    expect(code).toBe(0);
    expect(stdout).not.toContain('4711');
  });

  test('writes JSON and a JUnit report on request', async () => {
    const junit = join(temporaryFolder(), 'reports', 'smoke.xml');
    const { code, stdout } = await runScript('smoke', smoke([{ url: `${url}/health` }, { url: `${url}/none?a=1&b=2`, bodyContains: '<b>' }]), { args: ['--json', '--junit', junit, '-'] });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'smoke', passed: false, cases: [{ passed: true }, { passed: false, message: 'status 404, expected 200' }] });
    const report = readFileSync(junit, 'utf8');
    expect(report).toContain('<testsuite name="smoke" tests="2" failures="1" errors="0"');
    expect(report).toContain(`name="GET ${url}/none?a=1&amp;b=2"`);
    expect(report).toContain('<failure message="status 404, expected 200"/>');
  });

  test.each([
    ['without a configuration', '{}', [], 'Give one configuration file'],
    ['with a configuration that is no JSON', '{', ['-'], 'The configuration - cannot be read'],
    ['with an unknown option', '{}', ['--verbose', '-'], '\'--verbose\''],
    ['without a variable that a URL needs', JSON.stringify(smoke([{ url: '${API_URL}/health' }])), ['-'], 'needs the environment variable API_URL, which is not set'],
    ['with a URL of another kind', JSON.stringify(smoke([{ url: 'ftp://127.0.0.1' }])), ['-'], 'ftp://127.0.0.1 must be an http or https URL'],
  ])('called %s it ends with 2, because nothing was checked', async (_, configuration, args, message) => {
    const { code, stderr } = await runScript('smoke', configuration, { args });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

test.each(['smoke', 'load', 'security-scan'])('%s explains itself', async (name) => {
  const { code, stdout } = await runScript(name, '', { args: ['--help'] });
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: ${name}.js [options] <configuration.json | ->`);
  expect(stdout).toContain('Exit codes: 0 the check has passed, 1 it has failed, 2 it was called wrongly.');
});

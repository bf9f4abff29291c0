import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, serve } from '../support/checks';
import { temporaryFolder } from '../support/delivery';

// Each run is a process of its own, which takes its time on a busy machine.
jest.setTimeout(30_000);

const load = (url: string, more: Record<string, unknown> = {}) => ({
  name: 'load', type: 'load', url, users: 5, durationSeconds: 1, p95Milliseconds: 2000, errorRatePercent: 0, timeoutSeconds: 5, ...more,
});

describe('P7: the load test', () => {
  test('passes when every threshold is kept, and prints what it has measured', async () => {
    let active = 0;
    let most = 0;
    const url = await serve((_, response) => {
      most = Math.max(most, ++active);
      setTimeout(() => {
        active -= 1;
        response.end('ok');
      }, 20);
    });
    const { code, stdout } = await runScript('load', load(url));
    expect(stdout).toMatch(/^measure +measured +allowed +result$/m);
    expect(stdout).toMatch(/^p95 latency +[\d.]+ ms +2000 ms +passed$/m);
    expect(stdout).toMatch(/^error rate +0\.00 % +0 % +passed$/m);
    expect(code).toBe(0);
    expect(most).toBe(5);
  });

  test('fails when the latency is missed', async () => {
    const url = await serve((_, response) => void setTimeout(() => response.end('ok'), 60));
    const { code, stdout } = await runScript('load', load(url, { p95Milliseconds: 50 }), { args: ['--json', '-'] });
    const result = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(result.cases).toMatchObject([
      { name: 'p95 latency of at most 50 ms', passed: false, message: expect.stringMatching(/^p95 latency was [\d.]+ ms, at most 50 ms is allowed$/) },
      { name: 'error rate of at most 0 %', passed: true },
    ]);
    expect(result.latencyMilliseconds.p95).toBeGreaterThan(50);
  });

  test('fails when the error rate is missed, and names the errors', async () => {
    let count = 0;
    const url = await serve((_, response) => response.writeHead(++count % 2 === 0 ? 503 : 200).end());
    const { code, stdout } = await runScript('load', load(url, { errorRatePercent: 10 }));
    expect(stdout).toMatch(/^error rate +\d\d\.\d\d % +10 % +failed$/m);
    expect(stdout).toMatch(/^\d+ errors: status 503$/m);
    expect(code).toBe(1);
  });

  test('tolerates errors below the threshold', async () => {
    let count = 0;
    const url = await serve((_, response) => response.writeHead(++count % 10 === 0 ? 503 : 200).end());
    expect((await runScript('load', load(url, { users: 1, errorRatePercent: 50 }))).code).toBe(0);
  });

  test('ends in time when nobody answers, and counts that as errors', async () => {
    const url = await serve(() => undefined);
    const started = Date.now();
    const { code, stdout } = await runScript('load', load(url, { timeoutSeconds: 1 }), { args: ['--json', '-'] });
    expect(Date.now() - started).toBeLessThan(12_000);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).errors).toBe(JSON.parse(stdout).requests);
  });

  test('writes a JUnit report with a case for each threshold', async () => {
    const url = await serve((_, response) => response.end('ok'));
    const junit = join(temporaryFolder(), 'load.xml');
    await runScript('load', load(url), { args: ['--junit', junit, '-'] });
    expect(readFileSync(junit, 'utf8')).toMatch(/<testsuite name="load" tests="2" failures="0" errors="0"[^>]*>\n<testcase classname="load" name="p95 latency of at most 2000 ms"/);
  });
});

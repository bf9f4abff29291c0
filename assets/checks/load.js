#!/usr/bin/env node
// Puts a URL under load and compares what it measures with thresholds. Runs by Node.js 20 or newer alone.
const { createHistogram } = require('node:perf_hooks');
const { setTimeout: pause } = require('node:timers/promises');
const { runCheck } = require('./lib/command');
const { expandUrl } = require('./lib/references');
const { reasonOf } = require('./lib/requests');
const { table } = require('./lib/table');

const HELP = `Usage: load.js [options] <configuration.json | ->

Lets users send one GET request after another for a while. An answer of status 400 or higher and no answer are errors. The
configuration is a check of pipeline.json; \${NAME} in the URL stands for an environment variable:

  { "name": "load", "type": "load", "url": "\${API_URL}/orders", "users": 20, "durationSeconds": 60,
    "p95Milliseconds": 500, "errorRatePercent": 1 }

timeoutSeconds limits each request (10).
`;

/** A refused connection fails in no time; a user who asked again at once would measure nothing but this machine. */
const PAUSE_AFTER_ERROR = 100;

runCheck(HELP, async (config, log) => {
  const { users, durationSeconds, p95Milliseconds, errorRatePercent, timeoutSeconds = 10 } = config;
  const url = expandUrl(config.url);
  log(`${users} users send requests to ${url} for ${durationSeconds} s`);
  const measured = { histogram: createHistogram(), requests: 0, errors: 0, reasons: new Map() };
  const started = performance.now();
  const user = async () => {
    while (performance.now() - started < durationSeconds * 1000) {
      await request(url, timeoutSeconds, measured);
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  return judge(measured, (performance.now() - started) / 1000, { p95Milliseconds, errorRatePercent });
});

async function request(url, timeoutSeconds, measured) {
  const started = performance.now();
  const failure = await failureOf(url, timeoutSeconds);
  measured.histogram.record(Math.max(1, Math.round((performance.now() - started) * 1000)));
  measured.requests += 1;
  if (failure !== undefined) {
    measured.errors += 1;
    measured.reasons.set(failure, (measured.reasons.get(failure) ?? 0) + 1);
    await pause(PAUSE_AFTER_ERROR);
  }
}

async function failureOf(url, timeoutSeconds) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    for await (const chunk of response.body ?? []) {
      void chunk;
    }
    return response.status >= 400 ? `status ${response.status}` : undefined;
  } catch (error) {
    return reasonOf(error, timeoutSeconds);
  }
}

function judge({ histogram, requests, errors, reasons }, seconds, { p95Milliseconds, errorRatePercent }) {
  const latency = (percentile) => histogram.percentile(percentile) / 1000;
  const measures = [
    { name: 'p95 latency', value: latency(95), threshold: p95Milliseconds, unit: 'ms' },
    { name: 'error rate', value: (errors / requests) * 100, threshold: errorRatePercent, unit: '%' },
  ];
  const show = ({ value, unit }) => `${value.toFixed(unit === '%' ? 2 : 1)} ${unit}`;
  const cases = measures.map(({ name, value, threshold, unit }) => ({
    name: `${name} of at most ${threshold} ${unit}`,
    passed: value <= threshold,
    seconds,
    ...(value > threshold && { message: `${name} was ${show({ value, unit })}, at most ${threshold} ${unit} is allowed` }),
  }));
  const rows = measures.map((measure, index) => [measure.name, show(measure), `${measure.threshold} ${measure.unit}`, cases[index].passed ? 'passed' : 'failed']);
  return {
    cases,
    requests,
    errors,
    requestsPerSecond: requests / seconds,
    latencyMilliseconds: { p50: latency(50), p95: latency(95), p99: latency(99), max: histogram.max / 1000 },
    lines: [
      ...table([['measure', 'measured', 'allowed', 'result'], ...rows]),
      '',
      `${requests} requests in ${seconds.toFixed(1)} s (${(requests / seconds).toFixed(1)} a second), p50 ${latency(50).toFixed(1)} ms, p99 ${latency(99).toFixed(1)} ms`,
      ...[...reasons].map(([reason, count]) => `${count} errors: ${reason}`),
    ],
  };
}

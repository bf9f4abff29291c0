#!/usr/bin/env node
// Asks URLs for the answers that they should give. Runs by Node.js 20 or newer alone.
const { setTimeout: pause } = require('node:timers/promises');
const { runCheck } = require('./lib/command');
const { expand, expandUrl } = require('./lib/references');
const { reasonOf } = require('./lib/requests');
const { table } = require('./lib/table');

const HELP = `Usage: smoke.js [options] <configuration.json | ->

Sends requests and compares the answers. A deployment needs a moment, so each request is retried. The configuration is a check of
pipeline.json; \${NAME} in URLs and headers stands for an environment variable:

  { "name": "smoke", "type": "smoke", "requests": [{ "url": "\${API_URL}/health" }] }

A request has url, method (GET), headers, status (200), bodyContains and bodyMatches. The check has timeoutSeconds for each
attempt (10), retries (10) and pauseSeconds between attempts (6). Redirects are not followed: they are an answer.
`;

/** What is looked at of a body. A health check does not need more, and an endless answer must not fill the memory. */
const BODY_LIMIT = 1024 * 1024;

runCheck(HELP, async ({ requests, retries = 10, pauseSeconds = 6, timeoutSeconds = 10 }, log) => {
  const ready = requests.map((request) => ({
    ...request,
    label: `${request.method ?? 'GET'} ${expandUrl(request.url)}`,
    target: expandUrl(request.url),
    headers: Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name, expand(value)])),
  }));
  const cases = await Promise.all(ready.map((request) => prove(request, { retries, pauseSeconds, timeoutSeconds }, log)));
  return { cases, lines: table([['request', 'result'], ...cases.map((one) => [one.name, one.passed ? 'passed' : one.message])]) };
});

async function prove(request, { retries, pauseSeconds, timeoutSeconds }, log) {
  const started = performance.now();
  let message;
  for (let attempt = 1; attempt <= retries + 1; attempt++) {
    if (attempt > 1) {
      await pause(pauseSeconds * 1000);
    }
    message = await attemptOnce(request, timeoutSeconds);
    log(`${request.label}: ${message ?? 'as expected'} (attempt ${attempt} of ${retries + 1})`);
    if (message === undefined) {
      break;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  return { name: request.label, passed: message === undefined, seconds, ...(message !== undefined && { message }) };
}

/** What is wrong with the answer; nothing if it is as expected. */
async function attemptOnce({ target, method = 'GET', headers, status = 200, bodyContains, bodyMatches }, timeoutSeconds) {
  try {
    const response = await fetch(target, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    const body = await readBody(response);
    if (response.status !== status) {
      return `status ${response.status}, expected ${status}`;
    }
    if (bodyContains !== undefined && !body.includes(bodyContains)) {
      return `the body does not contain ${JSON.stringify(bodyContains)}`;
    }
    if (bodyMatches !== undefined && !new RegExp(bodyMatches).test(body)) {
      return `the body does not match /${bodyMatches}/`;
    }
    return undefined;
  } catch (error) {
    return reasonOf(error, timeoutSeconds);
  }
}

async function readBody(response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= BODY_LIMIT) {
      break;
    }
  }
  return Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8');
}

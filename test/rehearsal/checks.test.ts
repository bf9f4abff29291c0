import { cpSync, mkdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { appsOfThisFile } from '../support/apps';
import { exampleDocument } from '../support/blueprints';
import { serve } from '../support/checks';
import { CONNECTION_ARN, simpleStage } from '../support/delivery';
import { PipelineApp, said, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

/** A pipeline of the library with these checks after beta; its synth step copies the prepared assembly. */
function synthesize(app: PipelineApp, checks: unknown[]): PipelineApp {
  const environment = { account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
    environments: [{ ...environment, name: 'beta', checks }, { ...environment, name: 'gamma' }],
  })));
  const cdk = new App({ outdir: app.app });
  const pipeline = new MultiAccountPipeline(new Stack(cdk, 'Tools', { env: blueprint.tools }), 'Delivery', {
    blueprint,
    source: PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN }),
    synth: { installCommands: [], commands: ['cp -r prepared cdk.out'] },
  });
  pipeline.environments.forEach((target) => pipeline.addStage(target, simpleStage(cdk, target, 'api')));
  cdk.synth();
  mkdirSync(join(app.source, 'prepared'));
  cpSync(app.app, join(app.source, 'prepared'), { recursive: true });
  return app;
}

const smoke = (url: string, more: object = {}) => ({ name: 'smoke', type: 'smoke', requests: [{ url }], retries: 0, ...more });
const load = (url: string, more: object = {}) => ({
  name: 'load', type: 'load', url, users: 2, durationSeconds: 1, p95Milliseconds: 5000, errorRatePercent: 0, ...more,
});

test('P7, R1: built-in checks ask a real server, and what needs a deployment is not executed', async () => {
  const url = await serve((_, response) => response.end('ok'));
  const outputs = { API_URL: 'api.Url' };
  const app = synthesize(newApp(), [smoke(`${url}/health`), load(url), { ...smoke('${API_URL}/health', { outputs }), name: 'deployed' }]);
  const report = await app.rehearse();
  expect(trace(report).filter((line) => line.startsWith('beta/'))).toEqual([
    'beta/api-Service.Deploy: succeeded', 'beta/deployed: notExecuted', 'beta/load: succeeded', 'beta/smoke: succeeded',
  ]);
  expect(said(report, 'deployed')).toMatch(/^needs the stack output Url of beta \/ api-Service.Deploy/);
  expect(app.log(report, 'smoke')).toContain(`GET ${url}/health: as expected (attempt 1 of 1)`);
  expect(app.log(report, 'load')).toMatch(/^p95 latency .* 5000 ms +passed$/m);
  expect(app.log(report, 'load')).toMatch(/^error rate .* 0 % +passed$/m);
}, 60_000);

test('P7, R1: the smoke check asks a real server again until its answer is the expected one', async () => {
  let asked = 0;
  const url = await serve((request, response) => {
    asked += 1;
    response.writeHead(asked < 3 ? 503 : 201).end(`${request.method} ${request.headers['x-tenant']}`);
  });
  const request = { url: `${url}/orders`, method: 'POST', headers: { 'X-Tenant': 'acme' }, status: 201, bodyContains: 'POST acme' };
  const app = synthesize(newApp(), [smoke(url, { requests: [request], retries: 3, pauseSeconds: 0 })]);
  const report = await app.rehearse();
  expect(trace(report).slice(-2)).toEqual(['beta/smoke: succeeded', 'gamma/Deploy: succeeded']);
  expect(app.log(report, 'smoke')).toContain(`POST ${url}/orders: as expected (attempt 3 of 4)`);
}, 60_000);

describe('P7, R3: the release ends before the next environment', () => {
  const answers = {
    slow: (response: ServerResponse) => void setTimeout(() => response.end('ok'), 100),
    unreliable: (response: ServerResponse, count: number) => void response.writeHead(count % 2 === 0 ? 503 : 200).end(),
    starting: (response: ServerResponse) => void response.writeHead(503).end('starting'),
  };

  test.each([
    ['the latency of a load test is over its threshold', 'slow', load('', { p95Milliseconds: 50 }), [/^p95 latency .* 50 ms +failed$/m, /^error rate .* 0 % +passed$/m], 1],
    ['the error rate of a load test is', 'unreliable', load('', { errorRatePercent: 10 }), [/^p95 latency .* 5000 ms +passed$/m, /^error rate .* 10 % +failed$/m], 1],
    ['both are', 'unreliable', load('', { p95Milliseconds: 1, errorRatePercent: 10 }), [/^p95 latency .* 1 ms +failed$/m, /^error rate .* 10 % +failed$/m], 2],
    ['the answer to a smoke check is a wrong one', 'starting', smoke(''), [/status 503, expected 200/], 1],
  ] as const)('when %s', async (_, kind, check, lines, failures) => {
    let count = 0;
    const url = await serve((_request, response) => answers[kind](response, ++count));
    const app = synthesize(newApp(), ['requests' in check ? { ...check, requests: [{ url }] } : { ...check, url }]);
    const report = await app.rehearse();
    expect(report.status).toBe('failed');
    expect(trace(report).slice(-2)).toEqual([`beta/${check.name}: failed`, 'gamma/Deploy: skipped']);
    expect(lines.filter((line) => !line.test(app.log(report, check.name)))).toEqual([]);
    const [action] = report.executions.at(-1)!.stages.find(({ name }) => name === 'beta')!.actions.filter(({ name }) => name === check.name);
    expect(action.reports).toEqual([expect.objectContaining({ tests: expect.objectContaining({ failures }) })]);
  }, 60_000);
});

test('P7, R1: a security scan that can look nothing up is no pass', async () => {
  const url = await serve((_, response) => response.writeHead(404).end());
  const app = synthesize(newApp(), [{ name: 'dependencies', type: 'securityScan', lockFiles: ['package-lock.json'] }]);
  const dependencies = { left: '1.0.0' };
  app.write({
    'source/package.json': JSON.stringify({ dependencies }),
    'source/package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies }, 'node_modules/left': { version: '1.0.0' } } }),
  });
  const report = await app.rehearse({ environment: { PATH: process.env.PATH, HOME: process.env.HOME, npm_config_registry: url, npm_config_fetch_retries: '0' } });
  expect(trace(report)).toContain('beta/dependencies: failed');
  expect(app.log(report, 'dependencies')).toContain('package-lock.json: npm has looked nothing up');
}, 60_000);

test('P7: the commands of a check find the role that they act as where the AWS tools look for it', async () => {
  const commands = ['cat "$AWS_CONFIG_FILE"'];
  const app = synthesize(newApp(), [{ name: 'e2e', commands, role: 'orders-checks' }]);
  expect(app.log(await app.rehearse(), 'e2e')).toContain(
    '[default]\nrole_arn = arn:aws:iam::222222222222:role/orders-checks\nrole_session_name = check\ncredential_source = EcsContainer\n',
  );
}, 60_000);

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { appsOfThisFile } from '../support/apps';
import { exampleDocument } from '../support/blueprints';
import { serve } from '../support/checks';
import { CONNECTION_ARN, simpleStage } from '../support/delivery';
import { PipelineApp, said, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

/** A pipeline of the library with these checks; its synth step copies the prepared assembly. */
function synthesize(app: PipelineApp, checks: unknown[]): PipelineApp {
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
    environments: [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', checks }],
  })));
  const cdk = new App({ outdir: app.app });
  const pipeline = new MultiAccountPipeline(new Stack(cdk, 'Tools', { env: blueprint.tools }), 'Delivery', {
    blueprint,
    source: PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN }),
    synth: { installCommands: [], commands: ['cp -r prepared cdk.out'] },
  });
  pipeline.addStage(pipeline.environments[0], simpleStage(cdk, pipeline.environments[0], 'api'));
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
}, 60_000);

test('P7, R3: a wrong answer and a missed threshold stop the release', async () => {
  const url = await serve((_, response) => response.writeHead(503).end('starting'));
  const report = await synthesize(newApp(), [smoke(url), load(url, { errorRatePercent: 1 })]).rehearse();
  expect(trace(report).slice(-2)).toEqual(['beta/load: failed', 'beta/smoke: failed']);
  expect(report.status).toBe('failed');
}, 60_000);

test('P7, R1: a security scan that can look nothing up is no pass', async () => {
  const url = await serve((_, response) => response.writeHead(404).end());
  const app = synthesize(newApp(), [{ name: 'dependencies', type: 'securityScan', lockFiles: ['package-lock.json'] }]);
  const dependencies = { left: '1.0.0' };
  app.write({
    'source/package.json': JSON.stringify({ dependencies }),
    'source/package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies }, 'node_modules/left': { version: '1.0.0' } } }),
  });
  const report = await app.rehearse({ environment: { PATH: process.env.PATH, HOME: process.env.HOME, npm_config_registry: url, npm_config_fetch_retries: '0' } });
  expect(trace(report).at(-1)).toBe('beta/dependencies: failed');
  expect(app.log(report, 'dependencies')).toContain('package-lock.json: npm has looked nothing up');
}, 60_000);

test('P7: the commands of a check find the role that they act as where the AWS tools look for it', async () => {
  const commands = ['cat "$AWS_CONFIG_FILE"'];
  const app = synthesize(newApp(), [{ name: 'e2e', commands, role: 'orders-checks' }]);
  expect(app.log(await app.rehearse(), 'e2e')).toContain(
    '[default]\nrole_arn = arn:aws:iam::222222222222:role/orders-checks\nrole_session_name = check\ncredential_source = EcsContainer\n',
  );
}, 60_000);

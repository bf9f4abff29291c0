import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appsOfThisFile } from '../support/apps';
import { build, deploy, said, source, stage, trace } from '../support/pipeline-app';

// Loading the AWS SDK takes seconds.
jest.setTimeout(60_000);
const newApp = appsOfThisFile();
const TOPIC = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
const deploying = () => newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::api.json')), stage('Prod', deploy('Prod', 'Source::api.json'))])
  .write({ 'source/api.json': TOPIC });

test('a deployment fails without an emulator', async () => {
  const report = await deploying().rehearse({ endpoint: 'http://127.0.0.1:1' });
  expect(trace(report).slice(1)).toEqual(['Beta/Api: failed', 'Prod/Prod: skipped']);
  expect(said(report, 'Api')).toMatch(/^the emulator at http:\/\/127\.0\.0\.1:1 does not answer: .*ECONNREFUSED/);
});

test('a deployment is interrupted while it waits for the emulator', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  try {
    await once(silent, 'listening');
    const abort = new AbortController();
    silent.once('request', () => abort.abort());
    const report = await deploying().rehearse({ endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`, signal: abort.signal });
    expect(report.status).toBe('interrupted');
    expect(trace(report).slice(1)).toEqual(['Beta/Api: interrupted', 'Prod/Prod: skipped']);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});

describe('a publisher of assets', () => {
  const MANIFEST = JSON.stringify({
    files: { aaa: { source: { path: 'file.txt' }, destinations: { here: {} } } },
    dockerImages: { bbb: { source: { directory: 'image' }, destinations: { here: {} } } },
  });
  const FILES = { 'source/x.assets.json': MANIFEST, 'source/file.txt': '', 'source/image/Dockerfile': '' };
  /** Stands for the command that the build installs. */
  const INSTALL = 'mkdir -p node_modules/.bin && printf \'#!/bin/sh\\necho "really $@ at $AWS_ENDPOINT_URL as $AWS_ACCESS_KEY_ID"\\n\' > node_modules/.bin/cdk-assets && chmod +x node_modules/.bin/cdk-assets';
  const endpoint = 'http://127.0.0.1:1';

  test('runs the command of the build for files, with credentials of the rehearsal\'s own', async () => {
    const app = newApp([stage('Source', source()), stage('Assets', build('Publish', [INSTALL, 'cdk-assets --path x.assets.json --verbose publish aaa:here']))]).write(FILES);
    const report = await app.rehearse({ endpoint, environment: { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: 'mine', AWS_PROFILE: 'mine' } });
    expect(trace(report)[1]).toBe('Assets/Publish: succeeded');
    expect(app.log(report, 'Publish')).toContain('really --path x.assets.json publish aaa:here at http://127.0.0.1:1 as rehearsal');
  });

  test('does not publish images, and says so', async () => {
    const app = newApp([stage('Source', source()), stage('Assets', build('Publish', [INSTALL, 'npx cdk-assets -p x.assets.json publish']))]).write(FILES);
    const report = await app.rehearse({ endpoint });
    expect(trace(report)[1]).toBe('Assets/Publish: notExecuted');
    expect(said(report, 'Publish')).toBe('images are not published to an emulator');
    expect(app.log(report, 'Publish')).toContain('really --path x.assets.json publish aaa at');
  });

  test('stops where no such command is installed', async () => {
    const app = newApp([stage('Source', source()), stage('Assets', build('Publish', ['cdk-assets -p x.assets.json publish aaa']))]).write(FILES);
    const report = await app.rehearse({ endpoint, environment: { PATH: '/usr/bin:/bin' } });
    expect(trace(report)[1]).toBe('Assets/Publish: notExecuted');
    expect(said(report, 'Publish')).toContain('there is no cdk-assets command here');
  });
});

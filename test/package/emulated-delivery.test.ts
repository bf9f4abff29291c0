import { spawnSync } from 'node:child_process';
import { EcsServiceStage, ServiceImage, SiteContent, StaticSiteStage } from '../../src';
import type { RehearsalReport } from '../../src/rehearsal';
import { DeliveredApp } from '../support/delivered-app';
import { EmulatedAccounts } from '../support/emulated-accounts';
import { said, trace } from '../support/pipeline-app';
import { DIGEST, folderWith } from '../support/stages';

const MINUTES = 60_000;
const [HOME, EDGE] = ['eu-west-1', 'us-east-1'];
const [TOOLS, BETA, PROD] = ['111111111111', '222222222222', '333333333333'];
/** The review asks the emulator by the AWS CLI, where there is one. */
const REVIEW = spawnSync('aws', ['--version']).status === 0 ? 'succeeded' : 'notExecuted';
const DEPLOYED = [
  'beta-api.Service.Deploy', 'beta-web.Site.Deploy',
  'prod-api.Service.Deploy', 'prod-web.Site-global.Deploy', 'prod-web.Site.Deploy', 'prod-web.Site-alarms.Deploy',
];
const site = folderWith({ 'index.html': '<!doctype html>' });
const app = new DeliveredApp();
// What the emulator only pretends to check is listed in test/emulator/README.md.
let accounts: EmulatedAccounts;
let first: RehearsalReport;

beforeAll(async () => {
  accounts = await EmulatedAccounts.start();
  await accounts.bootstrap(TOOLS, [HOME]);
  const trusting = ['--trust', TOOLS, '--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess'];
  await Promise.all([BETA, PROD].map((account) => accounts.bootstrap(account, [HOME, EDGE], ...trusting)));
  app.synthesize((scope, { name, account, region, profile }) => [
    new EcsServiceStage(scope, `${name}-api`, { env: { account, region }, profile, image: ServiceImage.fromEcr('api', DIGEST) }),
    new StaticSiteStage(scope, `${name}-web`, { env: { account, region }, profile, content: SiteContent.fromDirectory(site) }),
  ]);
  await accounts.cdk(TOOLS, 'deploy', 'orders-pipeline', '--app', app.assembly, '--require-approval', 'never');
  first = await app.rehearse({ endpoint: accounts.url });
}, 10 * MINUTES);

afterAll(() => accounts?.stop());

const deployedTo = async (account: string, region = HOME) =>
  (await accounts.stacks(account, region)).map(({ StackName, StackStatus }) => `${StackName}: ${StackStatus}`).sort();

test('the pipeline goes from the source to production and publishes its files', () => {
  expect(trace(first)).toEqual([
    'Source/Source: succeeded', 'Build/Synth: succeeded',
    'UpdatePipeline.Review/Summary: succeeded', 'UpdatePipeline.Approve/Approve: skipped', 'UpdatePipeline/SelfMutate: succeeded',
    'Assets/FileAssets: succeeded',
    'beta/beta-api.Service.Deploy: succeeded', 'beta/beta-web.Site.Deploy: succeeded',
    'prod.Review/prod-api.Service.Prepare: succeeded', 'prod.Review/prod-web.Site-global.Prepare: succeeded', `prod.Review/Summary: ${REVIEW}`,
    'prod.Approve/Approve: succeeded',
    'prod/prod-api.Service.Prepare: succeeded', 'prod/prod-web.Site-global.Prepare: succeeded', `prod/AsReviewed: ${REVIEW}`,
    'prod/prod-api.Service.Deploy: succeeded', 'prod/prod-web.Site-global.Deploy: succeeded', 'prod/prod-web.Site.Deploy: succeeded',
    'prod/prod-web.Site-alarms.Deploy: succeeded',
    'prod/Bake: notExecuted',
  ]);
  expect(said(first, 'beta-web.Site.Deploy')).toContain('created the stack beta-web-Site in 222222222222/eu-west-1');
  expect(said(first, 'prod-web.Site-global.Deploy')).toBe('executed the change set release of prod-web-Site-global in 333333333333/us-east-1');
  expect(said(first, 'prod-web.Site.Deploy')).toContain('created the stack prod-web-Site in 333333333333/eu-west-1');
});

test('each stack is in the account of its environment and in no other', async () => {
  expect(await deployedTo(TOOLS)).toEqual(['orders-pipeline: CREATE_COMPLETE']);
  expect(await deployedTo(BETA)).toEqual(['beta-api-Service: CREATE_COMPLETE', 'beta-web-Site: CREATE_COMPLETE']);
  expect(await deployedTo(PROD)).toEqual(['prod-api-Service: CREATE_COMPLETE', 'prod-web-Site: CREATE_COMPLETE']);
  expect(await deployedTo(BETA, EDGE)).toEqual([]);
  expect(await deployedTo(PROD, EDGE)).toEqual(['prod-web-Site-alarms: CREATE_COMPLETE', 'prod-web-Site-global: CREATE_COMPLETE']);
});

test('a second run changes nothing', async () => {
  const second = await app.rehearse({ endpoint: accounts.url });
  expect(second.status).toBe('succeeded');
  for (const action of DEPLOYED) {
    expect(said(second, action)).toContain('no changes: the stack ');
  }
  expect(await deployedTo(PROD)).toEqual(['prod-api-Service: CREATE_COMPLETE', 'prod-web-Site: CREATE_COMPLETE']);
}, 5 * MINUTES);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_sqs as sqs, aws_ssm as ssm, Duration, Stack, Stage } from 'aws-cdk-lib';
import type { DeploymentEnvironment } from '../../../src';
import { parity } from '../../../src/cli/parity';
import { exampleDocument } from '../../support/blueprints';
import { deliveryOf, temporaryFolder } from '../../support/delivery';

let output: string[];
beforeEach(() => {
  output = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => output.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const environment = (name: string, account: string, profile: string, more: object = {}) => ({ name, account, regions: ['eu-west-1'], profile, ...more });

/** A synthesized delivery to two environments, and the arguments that compare them. */
function delivered(environments: object[], addStacks: (stage: Stage, environment: DeploymentEnvironment) => void): string[] {
  const document = exampleDocument({ environments });
  const { app, pipeline } = deliveryOf(document);
  for (const one of pipeline.environments) {
    const stage = new Stage(app, `${one.name}-jobs`, { env: { account: one.account, region: one.region }, stageName: one.nameOf('jobs') });
    addStacks(stage, one);
    pipeline.addStage(one, stage);
  }
  (app as App).synth();
  const blueprint = join(temporaryFolder(), 'pipeline.json');
  writeFileSync(blueprint, JSON.stringify(document));
  return ['beta', 'prod', '--app', app.outdir, '--blueprint', blueprint];
}

const ALIKE = [environment('beta', '222222222222', 'staging'), environment('prod', '333333333333', 'staging')];
const queue = (stage: Stage, seconds: number) => new sqs.Queue(new Stack(stage, 'Queues'), 'Jobs', { visibilityTimeout: Duration.seconds(seconds) });

describe('[E8] parity', () => {
  test('finds none between environments that differ in their names and places alone', async () => {
    expect(await parity(delivered(ALIKE, (stage, one) => {
      const { stack } = queue(stage, 30);
      new ssm.StringParameter(stack, 'Name', { parameterName: one.parameterOf('jobs', 'url'), stringValue: `https://${one.account}.example.com` });
      new ssm.StringParameter(stack, `For${one.name}`, { stringValue: `bucket-of-${one.name}` });
    }))).toBe(0);
    expect(output.join('')).toBe('beta and prod do not differ.\n');
  });

  test('lists what the profiles, approvals, checks and gates decide differently', async () => {
    const check = { name: 'smoke', type: 'smoke', requests: [{ url: 'https://orders.example.com' }] };
    const freeze = { type: 'freeze', from: '2026-12-18T17:00', until: '2027-01-04T08:00', timeZone: 'Europe/Berlin', reason: 'Christmas' };
    const args = delivered(
      [environment('beta', '222222222222', 'development', { checks: [check] }), environment('prod', '333333333333', 'production', { gates: [freeze] })],
      (stage) => queue(stage, 30),
    );
    await parity([...args, '--json']);
    const { settings, stacks } = JSON.parse(output.join(''));
    expect(stacks).toEqual([]);
    expect(settings).toEqual(expect.arrayContaining([
      { path: 'profile', values: ['development', 'production'] },
      { path: 'keepsData', values: [false, true] },
      { path: 'siteFirewall', values: [false, true] },
      { path: 'approval.type', values: ['none', 'manual'] },
      { path: 'rollout.type', values: ['allAtOnce', 'steps'] },
    ]));
    expect(settings.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(['gates.freeze', 'gates.bake', 'checks.smoke']));
  });

  test('lists every property that differs, and what is in one environment only', async () => {
    const args = delivered(ALIKE, (stage, { name }) => {
      const { stack } = queue(stage, name === 'prod' ? 60 : 30);
      if (name === 'prod') {
        new sqs.Queue(stack, 'Late');
        new sqs.Queue(new Stack(stage, 'More'), 'Others');
      }
    });
    await parity(args);
    expect(output.join('')).toMatch(new RegExp([
      '^How beta and prod differ, each as beta \\| prod:', '',
      'Stack jobs/More', '  only in prod', '',
      'Stack jobs/Queues', '  AWS::SQS::Queue Jobs\\w+', '    Properties\\.VisibilityTimeout  30 \\| 60', '  only in prod: AWS::SQS::Queue Late\\w+\n$',
    ].join('\n')));
  });

  test.each([
    [['beta'], /^parity must be called with two environments that differ, got: beta\. /],
    [['beta', 'beta'], /two environments that differ/],
    [['beta', 'prod', '--app', '/nowhere'], /^--app must be the output of `cdk synth`, got: \/nowhere\. /],
    [['beta', 'prod', '--surprise'], /^parity must be called with the options of its help/],
  ])('called as %j says what to correct', async (args, message) => {
    await expect(parity(args)).rejects.toThrow(message);
  });

  test('names the environments where one is unknown, and every problem of the configuration', async () => {
    const args = delivered(ALIKE, (stage) => queue(stage, 30));
    await expect(parity(['beta', 'qa', ...args.slice(2)])).rejects.toThrow(/environments of the blueprint, got: qa\. Environments are: beta, prod\./);
    writeFileSync(args[5], '{}');
    await expect(parity(args)).rejects.toThrow(/^--blueprint must be a configuration that every rule accepts[^]+application is required/);
  });

  test('explains itself', async () => {
    expect(await parity(['--help'])).toBe(0);
    expect(output.join('')).toMatch(/^Usage: cdk-multi-account-pipeline parity/);
  });
});

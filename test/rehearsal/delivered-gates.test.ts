import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_sns as sns, Stack, Stage } from 'aws-cdk-lib';
import type { DeploymentEnvironment } from '../../src';
import { choosePipeline, type RehearsalProps, type RehearsalReport } from '../../src/rehearsal';
import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { exampleDocument } from '../support/blueprints';
import { DeliveredApp } from '../support/delivered-app';
import { addAlarm, CHECK, FREEZE, VARIABLES, WINDOW } from '../support/gated';
import { trace } from '../support/pipeline-app';

// Every test synthesizes an app and goes through the whole pipeline, some of them twice.
jest.setTimeout(180_000);

const SATURDAY = new Date('2026-11-21T11:00:00Z');
const MONDAY = new Date('2026-11-23T10:00:00Z');

/** One stack with a topic and an alarm. */
const service = (scope: App, { name, account, region }: DeploymentEnvironment) => {
  const stage = new Stage(scope, `${name}-api`, { env: { account, region } });
  const stack = new Stack(stage, 'Service');
  new sns.Topic(stack, 'Topic');
  addAlarm(stack);
  return [stage];
};

/** An app that delivers to beta as these keys say, and to prod after that. */
function appWith(beta: object): DeliveredApp {
  const environments = [
    { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', ...beta },
    { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'development' },
  ];
  return new DeliveredApp().synthesize(service, exampleDocument({ environments, variables: VARIABLES, selfMutation: false }));
}

const rehearse = (app: DeliveredApp, props: Partial<RehearsalProps> = {}) => app.rehearse({ at: MONDAY, ...props });
/** Lets the alarm of beta go off. */
function inAlarm({ assembly }: DeliveredApp): Partial<RehearsalProps> {
  const { name } = choosePipeline(assembly).alarms.find(({ stack }) => stack.account === '222222222222')!;
  return { faults: { ...NO_FAULTS, alarms: [name] } };
}
const betaOf = ({ executions }: RehearsalReport) => executions.at(-1)!.stages.find(({ name }) => name === 'beta')!;
const delivered = (report: RehearsalReport) => trace(report).filter((line) => /^(beta|prod)\//.test(line));
const prodIs = (status: string) => `prod/Deploy: ${status}`;

describe('P8: a pipeline of this library, rehearsed with its gates', () => {
  test('waits for its window and goes on when it opens', async () => {
    const app = appWith({ gates: [WINDOW] });
    const closed = await rehearse(app, { at: SATURDAY });
    expect([closed.status, betaOf(closed).transition, betaOf(closed).remarks[0]])
      .toEqual(['withheld', 'disabled', expect.stringContaining('no deployment window is open; the run waits before it')]);
    expect(delivered(closed).every((line) => line.endsWith(': skipped'))).toBe(true);
    const open = await rehearse(app);
    expect([open.status, betaOf(open).transition, delivered(open).at(-1)]).toEqual(['succeeded', undefined, prodIs('succeeded')]);
  });

  test('waits for the end of a freeze', async () => {
    const app = appWith({ gates: [WINDOW, FREEZE] });
    const frozen = await rehearse(app, { at: new Date('2026-12-21T10:00:00Z') });
    expect([frozen.status, betaOf(frozen).remarks[0]]).toEqual(['withheld', expect.stringContaining('frozen until 2027-01-04T08.00 UTC - Christmas')]);
    expect((await rehearse(app, { at: new Date('2027-01-04T10:00:00Z') })).status).toBe('succeeded');
  });

  test('bakes for half an hour at once, and goes back where an alarm goes off meanwhile', async () => {
    const app = appWith({ gates: [{ type: 'bake', minutes: 30 }], onFailure: { type: 'rollback' } });
    const baked = await rehearse(app);
    expect([baked.status, delivered(baked)]).toEqual(['succeeded', ['beta/api-Service.Deploy: succeeded', 'beta/Bake: succeeded', prodIs('succeeded')]]);
    expect(betaOf(baked).actions.at(-1)!.remarks).toEqual([expect.stringContaining('31 minutes 30 seconds are taken to have passed')]);
    const failed = await rehearse(app, inAlarm(app));
    expect([failed.status, delivered(failed)]).toEqual(['failed', ['beta/api-Service.Deploy: succeeded', 'beta/Bake: failed', prodIs('skipped')]]);
    expect([betaOf(failed).rollback, failed.remarks.filter((remark) => remark.includes('alarm'))]).toEqual([{ to: baked.run }, []]);
  });

  test('retries a stage whose bake fails', async () => {
    const app = appWith({ gates: [{ type: 'bake', minutes: 5 }], onFailure: { type: 'retry' } });
    const report = await rehearse(app, inAlarm(app));
    expect(betaOf(report).earlierAttempts?.map((attempt) => attempt.map(({ name, status }) => `${name}: ${status}`)))
      .toEqual([['api-Service.Deploy: succeeded', 'Bake: failed']]);
    expect([report.status, delivered(report).at(-1)]).toEqual(['failed', prodIs('skipped')]);
  });

  test('goes back where a check does not come to an end', async () => {
    const app = appWith({ checks: [{ name: 'smoke', commands: ['sleep 60'], timeoutMinutes: 7 }], onFailure: { type: 'rollback' } });
    shortenCheck(app.assembly);
    const report = await rehearse(app);
    expect([report.status, betaOf(report).rollback, delivered(report)])
      .toEqual(['failed', { to: null }, ['beta/api-Service.Deploy: succeeded', 'beta/smoke: failed', prodIs('skipped')]]);
    expect(betaOf(report).actions.at(-1)!.reasons).toEqual(['the build took longer than its limit of 0.01 minutes']);
  });

  test.each([
    ['fails', 'fail', 'failed', 'skipped'],
    ['skips its stage', 'skip', 'succeeded', 'succeeded'],
  ])('%s where a variable says so, and runs where it does not', async (_, otherwise, status, prod) => {
    const app = appWith({ gates: [{ ...CHECK, otherwise }] });
    const without = await rehearse(app);
    expect([without.status, delivered(without)]).toEqual([status, ['beta/Deploy: skipped', prodIs(prod)]]);
    const released = await rehearse(app, { variables: { RELEASE: 'yes' } });
    expect([released.status, delivered(released)]).toEqual(['succeeded', ['beta/Deploy: succeeded', prodIs('succeeded')]]);
  });
});

/** Nobody waits for the seven minutes of the check. */
function shortenCheck(assembly: string): void {
  const template = readdirSync(assembly).map((name) => join(assembly, name))
    .find((file) => file.endsWith('.template.json') && readFileSync(file, 'utf8').includes('"TimeoutInMinutes": 7'))!;
  writeFileSync(template, readFileSync(template, 'utf8').replace('"TimeoutInMinutes": 7', '"TimeoutInMinutes": 0.01'));
}

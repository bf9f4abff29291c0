import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RehearsalReport } from '../../src/rehearsal';
import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { appsOfThisFile } from '../support/apps';
import { condition, rule } from '../support/conditions';
import { build, deploy, PipelineApp, said, source, stage, TestStage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const template = (...topics: string[]) => JSON.stringify({ Resources: Object.fromEntries(topics.map((name) => [name, { Type: 'AWS::SNS::Topic' }])) });
const withTopics = (app: PipelineApp, ...topics: string[]) => app.write({ 'source/api.json': template(...topics) });
const changesOf = (report: RehearsalReport, name = 'Api') => report.executions[0].stages.flatMap(({ actions }) => actions).find((action) => action.name === name)!.changes;
const added = (report: RehearsalReport, name?: string) => changesOf(report, name)?.added.map(({ logicalId }) => logicalId);
const beta = (...more: TestStage[]) => [stage('Source', source()), stage('Beta', deploy('Api', 'Source::api.json')), ...more];
const record = (app: PipelineApp) => join(app.output, 'deployed/111111111111/eu-west-1/Api.json');

describe('a deployment is compared with what the last rehearsal has deployed', () => {
  test('which is nothing at first', async () => {
    const report = await withTopics(newApp(beta()), 'One', 'Two').rehearse();
    expect(changesOf(report)).toMatchObject({ stack: 'Api', comparedWith: null });
    expect(added(report)).toEqual(['One', 'Two']);
  });

  test('and is what the next one is compared with', async () => {
    const app = withTopics(newApp(beta()), 'One');
    const first = await app.rehearse();
    const second = await withTopics(app, 'One', 'Two').rehearse();
    expect(changesOf(second)).toMatchObject({ comparedWith: first.run });
    expect(added(second)).toEqual(['Two']);
    expect(added(await app.rehearse())).toEqual([]);
  });

  test('even if a later stage has failed', async () => {
    const app = withTopics(newApp(beta(stage('Prod', build('Broken', ['false'])))), 'One');
    await app.rehearse();
    expect(added(await app.rehearse())).toEqual([]);
  });

  test('but not if the action itself has failed', async () => {
    const app = withTopics(newApp(beta()), 'One');
    await app.rehearse({ faults: { ...NO_FAULTS, failingActions: ['Api'] } });
    await app.write({ 'source/api.json': '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"No":1}}}}' }).rehearse();
    expect(existsSync(record(app))).toBe(false);
  });

  test('or if the rehearsal was stopped meanwhile', async () => {
    const app = withTopics(newApp(beta()), 'One');
    const abort = new AbortController();
    const report = await app.rehearse({ signal: abort.signal, progress: (line) => line.includes('▶ Beta') && abort.abort() });
    expect(trace(report)[1]).toBe('Beta/Api: interrupted');
    expect(existsSync(record(app))).toBe(false);
  });

  test('with a change set only when that is executed', async () => {
    const prepare = deploy('Prepare', 'Source::api.json', { configuration: { ActionMode: 'CHANGE_SET_REPLACE', StackName: 'Api', ChangeSetName: 'Change' } });
    const execute = deploy('Api', 'Source::api.json', { runOrder: 2, configuration: { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'Api', ChangeSetName: 'Change' } });
    const app = withTopics(newApp([stage('Source', source()), stage('Beta', prepare, execute)]), 'One');
    const held = await app.rehearse({ faults: { ...NO_FAULTS, failingActions: ['Api'] } });
    expect(added(held, 'Prepare')).toEqual(['One']);
    expect(existsSync(record(app))).toBe(false);
    await app.rehearse();
    expect(added(await app.rehearse(), 'Prepare')).toEqual([]);
  });

  test('and a stack that was deleted is new again', async () => {
    const app = withTopics(newApp([...beta(), stage('End', deploy('Gone', 'Source::x', { configuration: { ActionMode: 'DELETE_ONLY', StackName: 'Api' } }))]), 'One');
    const report = await app.rehearse();
    expect(changesOf(report, 'Gone')).toMatchObject({ comparedWith: report.run, removed: [{ logicalId: 'One' }] });
    expect(trace(report)[2]).toBe('End/Gone: notExecuted');
    expect(changesOf(await app.rehearse())).toMatchObject({ comparedWith: null });
  });

  test('unless its record is damaged, which is said', async () => {
    const app = withTopics(newApp(beta()), 'One');
    await app.rehearse();
    for (const damage of ['{"run":', '{"run":"x"}', 'null']) {
      writeFileSync(record(app), damage);
      const report = await app.rehearse();
      expect(changesOf(report)).toMatchObject({ comparedWith: null });
      expect(said(report, 'Api')).toContain('deployed/111111111111/eu-west-1/Api.json cannot be read');
    }
    expect(added(await app.rehearse())).toEqual([]);
  });

  test('and a rollback makes live again what the run it goes back to had deployed in that stage', async () => {
    const check = rule('DeploymentWindow', { Cron: '* * * ? * * 2026' });
    const app = withTopics(newApp([stage('Source', source()), { ...beta()[1], extra: { OnSuccess: condition('ROLLBACK', check) } }]), 'One');
    const first = await app.rehearse({ now: () => new Date('2026-01-01') });
    const second = await withTopics(app, 'One', 'Two').rehearse({ now: () => new Date('2027-01-01') });
    expect(added(second)).toEqual(['Two']);
    expect(second.executions[0].stages[1].remarks.join()).toContain(`live are again the templates that ${first.run} had deployed: 111111111111/eu-west-1/Api`);
    const third = await app.rehearse({ now: () => new Date('2026-01-01') });
    expect(changesOf(third)).toMatchObject({ comparedWith: first.run, added: [{ logicalId: 'Two' }] });
  });

  test('in files that no stack name leads out of the folder', async () => {
    const app = withTopics(newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::api.json', { configuration: { StackName: '../../../x' } }))]), 'One');
    await app.rehearse();
    expect(readdirSync(join(app.output, 'deployed/111111111111/eu-west-1'))).toEqual(['%2E%2E%2F%2E%2E%2F%2E%2E%2Fx.json']);
    expect(JSON.parse(readFileSync(join(app.output, 'deployed/111111111111/eu-west-1/%2E%2E%2F%2E%2E%2F%2E%2E%2Fx.json'), 'utf8'))).toHaveProperty('template.body.Resources.One');
  });
});

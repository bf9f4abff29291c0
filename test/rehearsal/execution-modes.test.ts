import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from '../../src/rehearsal/host/exclusively';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const appIn = (ExecutionMode: string | undefined, command: string, extra = {}) =>
  newApp([stage('Source', source()), { ...stage('Build', build('Say', [command])), extra }], { ...(ExecutionMode && { ExecutionMode }) });
const environment = (app: PipelineApp) => ({ PATH: process.env.PATH, HOME: app.root });
const lines = (app: PipelineApp) => readFileSync(join(app.root, 'order'), 'utf8').trim().split('\n');
/** Says when it begins and ends; a run that does not wait begins in between. */
const SLOW = 'echo begin >> "$HOME/order"; sleep 0.5; echo end >> "$HOME/order"';

describe('the execution mode', () => {
  test.each([[undefined, 'SUPERSEDED: in AWS, a newer run overtakes'], ['PARALLEL', 'PARALLEL: runs do not know of each other']])('%s is said in every report', async (mode, words) => {
    const app = appIn(mode, 'true');
    const report = await app.rehearse();
    expect(report.pipeline.executionMode).toBe(mode ?? 'SUPERSEDED');
    expect(readFileSync(join(app.output, 'report.txt'), 'utf8')).toContain(`Execution mode ${words}`);
    expect(readFileSync(join(app.output, 'report.html'), 'utf8')).toContain(`<dt>Execution mode</dt><dd>${words}`);
  });

  test('QUEUED lets rehearsals run one after another', async () => {
    const app = appIn('QUEUED', SLOW);
    const reports = await Promise.all([app.rehearse({ environment: environment(app) }), app.rehearse({ environment: environment(app) })]);
    expect(lines(app)).toEqual(['begin', 'end', 'begin', 'end']);
    expect(app.lines.filter((line) => line.startsWith('◆ QUEUED: waits for the end of 2'))).toHaveLength(1);
    expect(new Set(reports.map(({ run }) => run)).size).toBe(2);
  });

  test('QUEUED waits for no run that was killed', async () => {
    const app = appIn('QUEUED', 'true');
    mkdirSync(join(app.output, '2026-01-01T00-00-00Z'), { recursive: true });
    writeFileSync(join(app.output, '2026-01-01T00-00-00Z', 'running.json'), JSON.stringify({ owner: { pid: 999_999_999, start: '1' }, work: '', groupLeaders: [] }));
    expect((await app.rehearse()).status).toBe('succeeded');
  });

  test('PARALLEL rolls nothing back', async () => {
    const report = await appIn('PARALLEL', 'exit 1', { OnFailure: { Result: 'ROLLBACK' } }).rehearse();
    expect(report.executions[0].stages[1]).toMatchObject({ rollback: { to: null }, remarks: ['rollback: there is none in the execution mode PARALLEL'] });
  });
});

describe('two rehearsals at the same time', () => {
  test('run side by side, keep their logs, and the last one gives the report as a whole', async () => {
    const app = appIn('SUPERSEDED', SLOW);
    const reports = await Promise.all([app.rehearse({ environment: environment(app) }), app.rehearse({ environment: environment(app) })]);
    expect(lines(app).slice(0, 2)).toEqual(['begin', 'begin']);
    const { run } = JSON.parse(readFileSync(join(app.output, 'report.json'), 'utf8')) as { run: string };
    expect(reports.map((report) => report.run)).toContain(run);
    expect(readFileSync(join(app.output, 'report.html'), 'utf8')).toContain(`${run}/logs/Build.Say.log`);
    reports.forEach((report) => expect(existsSync(join(app.output, report.run, 'logs', 'Build.Say.log'))).toBe(true));
    expect(readdirSync(app.output).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('never write their reports at once', async () => {
    const { root } = newApp();
    const order: string[] = [];
    mkdirSync(join(root, '.lock'));
    const waiting = exclusively(root, () => order.push('second'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    order.push('first');
    await exclusively(join(root, 'source'), () => order.push('elsewhere'));
    rmSync(join(root, '.lock'), { recursive: true });
    await waiting;
    expect(order).toEqual(['first', 'elsewhere', 'second']);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RehearsalProps, RehearsalReport } from '../../src/rehearsal';
import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { listFiles } from '../../src/rehearsal/host/files';
import { removeLeftovers } from '../../src/rehearsal/host/leftovers';
import { GivenValues } from '../../src/rehearsal/values/rehearsal-values';
import { appsOfThisFile } from '../support/apps';
import { assemblyFiles, build, PipelineApp, pipelineTemplate, said, source, stage, TestAction } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const KEPT = '.rehearsal/reuse/111111111111.eu-west-1.MakeProject';

/** A build that makes another thing each time it runs, and one that shows what it was given. */
function stages(spec: Record<string, unknown> = {}, more: Partial<TestAction> = {}) {
  const commands = ['mkdir -p out; date +%s%N | tee out/made', 'export MADE=$(cat out/made)'];
  const make = build('Make', {
    env: { 'exported-variables': ['MADE'] }, phases: { build: { commands } }, artifacts: { 'base-directory': 'out', 'files': ['**/*'] }, ...spec,
  }, { outputs: ['Made'], namespace: 'Make', ...more });
  const show = build('Show', ['echo "file $(cat made) variable $GIVEN"'], {
    inputs: ['Made'], runOrder: 2, configuration: { EnvironmentVariables: '[{"name":"GIVEN","value":"#{Make.MADE}"}]' },
  });
  return [stage('Source', source()), stage('Build', make, show)];
}

const appOf = (...args: Parameters<typeof stages>) => newApp(stages(...args)).write({ 'source/file': 'one' });
const change = (app: PipelineApp, ...args: Parameters<typeof stages>) => app.write(assemblyFiles('cdk.out/', pipelineTemplate(stages(...args))));
const rehearse = (app: PipelineApp, props: Partial<RehearsalProps> = {}) => app.rehearse({ reuse: true, ...props });
const reusedFrom = (report: RehearsalReport) => report.executions.at(-1)!.stages[1].actions[0].reused?.run;
const keptIn = (app: PipelineApp) => existsSync(join(app.root, KEPT)) ? readdirSync(join(app.root, KEPT)) : [];

describe('a build that has not changed', () => {
  test('is taken from an earlier rehearsal on request: its outputs, variables and log, and every report says so', async () => {
    const app = appOf();
    const first = await rehearse(app);
    const second = await rehearse(app);
    expect(reusedFrom(first)).toBeUndefined();
    expect(reusedFrom(second)).toBe(first.run);
    const shown = /^file (\d+) variable \1$/m.exec(app.log(first, 'Show'))![0];
    expect(app.log(second, 'Show')).toContain(shown);
    expect(app.log(second, 'Make')).toBe(app.log(first, 'Make'));
    const words = `reused from the run ${first.run}: nothing has changed that the build depends on`;
    expect(app.lines.filter((line) => line === `    ${words}`)).toHaveLength(2);
    for (const file of ['report.txt', 'report.html', 'report.junit.xml']) {
      expect(readFileSync(join(app.output, file), 'utf8')).toContain(words);
    }
  });

  test('is neither kept nor taken without the request', async () => {
    const app = appOf();
    await app.rehearse();
    expect(existsSync(join(app.output, 'reuse'))).toBe(false);
    await rehearse(app);
    expect(reusedFrom(await app.rehearse())).toBeUndefined();
  });

  test('fails nevertheless where --fail orders it', async () => {
    const app = appOf();
    await rehearse(app);
    const report = await rehearse(app, { faults: { ...NO_FAULTS, failingActions: ['Make'] } });
    expect(report.status).toBe('failed');
    expect(said(report, 'Make')).toBe('fails as ordered by --fail Make; it was not run');
  });

  test('is kept with the counts of its reports', async () => {
    const app = appOf({ reports: { tests: { files: ['r.xml'] } } }).write({ 'source/r.xml': '<testsuite><testcase name="a"/></testsuite>' });
    await rehearse(app);
    const second = await rehearse(app);
    expect(second.executions[0].stages[1].actions[0].reports).toMatchObject([{ tests: { tests: 1, failures: 0 } }]);
  });
});

describe('a build runs again', () => {
  test.each<[string, (app: PipelineApp) => Partial<RehearsalProps> | void]>([
    ['a byte of its input', (app) => void app.write({ 'source/file': 'two' })],
    ['the buildspec', (app) => void change(app, { phases: { build: { commands: ['mkdir out; echo 1 > out/made', 'export MADE=1'] } } })],
    ['a variable of the buildspec', (app) => void change(app, { env: { 'exported-variables': ['MADE'], 'variables': { A: 'b' } } })],
    ['a variable of the action', (app) => void change(app, {}, { configuration: { EnvironmentVariables: '[{"name":"A","value":"b"}]' } })],
    ['the tools on the path', () => ({ environment: { PATH: `/nowhere:${process.env.PATH}`, HOME: process.env.HOME } })],
  ])('after a change of %s', async (_what, changed) => {
    const app = appOf();
    await rehearse(app);
    const props = changed(app) ?? {};
    expect(reusedFrom(await rehearse(app, props))).toBeUndefined();
    expect(reusedFrom(await rehearse(app, props))).toBeDefined();
  });

  test('after a change of the project, such as its image', async () => {
    const app = appOf();
    await rehearse(app);
    const template = JSON.stringify(pipelineTemplate(stages())).replace(/standard:7.0/g, 'standard:8.0');
    app.write(assemblyFiles('cdk.out/', JSON.parse(template)));
    expect(reusedFrom(await rehearse(app))).toBeUndefined();
  });

  test.each([
    ['has failed', ['false']],
    ['has met a stand-in that has not had its effect', ['mkdir out; touch out/made; aws s3 ls || true']],
    ['has met a stand-in that tells something', ['mkdir out; touch out/made; npm install -g aws-cdk@2']],
  ])('if it %s', async (_what, commands) => {
    const app = appOf({ env: {}, phases: { build: { commands } } });
    await rehearse(app);
    expect(keptIn(app)).toEqual([]);
  });

  test('if it was given a secret, which could be in what it makes', async () => {
    const app = appOf({ env: { 'parameter-store': { TOKEN: '/token' }, 'exported-variables': ['MADE'] } });
    const values = () => new GivenValues(join(app.root, 'values.yaml'), { '/token': 'hidden-text' }, {});
    await rehearse(app, { values: values() });
    expect(keptIn(app)).toEqual([]);
    change(app, { env: { 'variables': { COPY: 'a hidden-text' }, 'exported-variables': ['MADE'] } });
    await rehearse(app, { values: values() });
    expect(keptIn(app)).toEqual([]);
    const fromInput = ['mkdir out; cp file out/made; export MADE=1'];
    change(app, { env: { 'exported-variables': ['MADE'] }, phases: { build: { commands: fromInput } } });
    await rehearse(app.write({ 'source/file': 'first\nhidden-text\n' }), { values: values() });
    expect(keptIn(app)).toEqual([]);
    app.write({ 'source/file': 'one' });
    change(app, { env: { 'exported-variables': ['MADE'] }, phases: { build: { commands: ['mkdir out; touch out/made; export MADE="hidden-$(echo text)"'] } } });
    await rehearse(app, { values: values() });
    expect(keptIn(app)).toEqual([]);
    const texts = listFiles(app.output).map((file) => readFileSync(join(app.output, file), 'utf8'));
    expect(texts.filter((text) => text.includes('hidden-text'))).toEqual([]);
  });
});

describe('the folder of the builds that are kept', () => {
  test('has the last two of a project', async () => {
    const app = appOf();
    const runs: string[] = [];
    for (const text of ['one', 'two', 'one', 'three']) {
      const { run } = await rehearse(app.write({ 'source/file': text }));
      runs.push(run);
    }
    expect(keptIn(app)).toHaveLength(2);
    expect(reusedFrom(await rehearse(app.write({ 'source/file': 'one' })))).toBe(runs[0]);
    expect(reusedFrom(await rehearse(app.write({ 'source/file': 'two' })))).toBeUndefined();
  });

  test('has no half of a build: one that cannot be read is built again', async () => {
    const app = appOf();
    const { run } = await rehearse(app);
    const [key] = keptIn(app);
    rmSync(join(app.root, KEPT, key, 'outputs/0'), { recursive: true });
    const second = await rehearse(app);
    expect(reusedFrom(second)).toBeUndefined();
    expect(second.status).toBe('succeeded');
    expect(second.run).not.toBe(run);
    expect(reusedFrom(await rehearse(app))).toBe(second.run);
  });

  test('is rid of what a rehearsal that was killed was about to keep', async () => {
    const app = appOf();
    const killed = '2026-01-10T00-00-00Z';
    const others = `.incomplete-1.${killed}-2`;
    for (const name of [`.incomplete-1.${killed}`, others]) {
      mkdirSync(join(app.root, KEPT, name, 'outputs/0'), { recursive: true });
    }
    mkdirSync(join(app.output, killed));
    writeFileSync(join(app.output, killed, 'running.json'), JSON.stringify({ owner: { pid: 0, start: 'then' }, work: app.source, groupLeaders: [] }));
    expect(await removeLeftovers(app.output)).toEqual([killed]);
    expect(keptIn(app)).toEqual([others]);
  });
});

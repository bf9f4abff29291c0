import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { ALARM, condition } from '../support/conditions';
import { withFunctions } from '../support/functions';
import { officeHours } from '../support/holds';
import { approval, build, deploy, PipelineApp, source, stage } from '../support/pipeline-app';
import { isGone } from '../support/processes';

const newApp = appsOfThisFile();
const MAIN = join(__dirname, '..', '..', 'src', 'cli', 'main.ts');
const TSX = ['--import', require.resolve('tsx')];

function run(app: PipelineApp, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...TSX, MAIN, ...args], { cwd: app.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { status, stdout, stderr };
}
const rehearse = (app: PipelineApp, ...args: string[]) => run(app, 'rehearse', '--source', 'source', ...args);

describe('the command rehearse', () => {
  test('exits with 0 at the end of the pipeline and shows progress and a summary', () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Compile', ['true']), build('Image', ['aws s3 ls'], { runOrder: 2 }))]);
    const { status, stdout, stderr } = rehearse(app);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^▶ Build \/ Compile\n {2}✔ Build \/ Compile {2}\d+\.\d s$/m);
    expect(stdout).toMatch(/^ {2}○ Build \/ Image {2}not executed: aws s3 ls needs AWS credentials/m);
    expect(stdout).toMatch(/^Rehearsal of Pipeline \(stack Tools\): succeeded/m);
  });

  test('exits with 1 when an action fails', () => {
    const { status, stdout } = rehearse(newApp([stage('Source', source()), stage('Build', build('Compile', ['echo the reason; exit 3']))]));
    expect(status).toBe(1);
    expect(stdout).toContain('│ the reason');
  });

  test('ends with a failure before a deployment, although the validator of templates is still being loaded', () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Compile', ['exit 3'])), stage('Beta', deploy('Api', 'Source::api.json'))]);
    expect(rehearse(app).status).toBe(1);
  });

  test('exits with 1 when an approval is withheld, and with 0 when it is given by action, stage or for all', () => {
    const app = newApp([stage('Source', source()), stage('Production', approval('Release'))]);
    const withheld = rehearse(app);
    expect(withheld.status).toBe(1);
    expect(withheld.stdout).toContain('nobody is there to approve; give --approve Release');
    expect(rehearse(app, '--approve', 'Release').status).toBe(0);
    expect(rehearse(app, '--approve', 'Production').status).toBe(0);
    expect(rehearse(app, '--approve-all').status).toBe(0);
    expect(rehearse(app, '--approve-all', '--deny', 'Release').stdout).toContain('rejected by --deny Release');
  });

  test.each([
    ['an approval that the pipeline does not have', 'Other', '--supersede must name an approval action or its stage, got: Other.'],
    ['one that nothing in the app rejects', 'Release', '--supersede must name an approval that a function of the app can reject, got: Production / Release.'],
  ])('exits with 2 when %s is to be superseded', (_, name, message) => {
    const { status, stderr } = rehearse(newApp([stage('Source', source()), stage('Production', approval('Release'))]), '--supersede', name);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('exits with 1 while a function holds the run, and with 0 at a moment at which it does not', () => {
    const app = withFunctions(newApp(), [stage('Source', source()), stage('Prod', build('Release', ['true']))], officeHours());
    const held = rehearse(app, '--at', '2026-11-20T20:00Z');
    expect([held.status, held.stdout]).toEqual([1, expect.stringContaining('◆ Prod: the transition into this stage is disabled: Outside office hours; the run waits before it')]);
    expect(rehearse(app, '--at', '2026-11-20T11:00+01:00').status).toBe(0);
  });

  test('takes unchanged builds from the rehearsal before with --reuse', () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Compile', ['true']))]);
    expect(rehearse(app, '--reuse').stdout).not.toContain('reused');
    expect(rehearse(app, '--reuse').stdout).toMatch(/^ {4}reused from the run 2\d{3}-/m);
    expect(rehearse(app, '--reuse', '--endpoint', 'http://127.0.0.1:1').stderr).toContain('--reuse must not be given with --endpoint, got: http://127.0.0.1:1.');
  });

  test('demands a value for a variable without default, as AWS does at the start of a run', () => {
    const echo = build('Say', ['true'], { configuration: { EnvironmentVariables: '[{"name":"A","value":"#{variables.WHO}"}]' } });
    const app = newApp([stage('Source', source()), stage('Build', echo)], { Variables: [{ Name: 'WHO' }] });
    expect(rehearse(app)).toMatchObject({ status: 2, stderr: '--variable must give a value to a variable without default, got: WHO. Give --variable WHO=<value>.\n' });
    expect(rehearse(app, '--variable', 'WHO=a=b').status).toBe(0);
  });

  test('shows what the pipeline makes of an ordered alarm: the stage is rolled back to the rehearsal before', () => {
    const app = newApp([stage('Source', source()), { name: 'Prod', actions: [build('Deploy', ['true'])], extra: { OnSuccess: condition('ROLLBACK', ALARM) } }]);
    expect(rehearse(app).status).toBe(0);
    const { status, stdout } = rehearse(app, '--alarm', 'Errors');
    expect(status).toBe(1);
    expect(stdout).toMatch(/◆ Prod: rollback: AWS runs this stage again with the artifacts of the run 2\d{3}-/);
  });

  test('writes nothing but the report to stdout with --json', () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Compile', ['true']))]);
    const { stdout, stderr } = rehearse(app, '--json', '--output', 'out put');
    const report = JSON.parse(stdout) as { schemaVersion: number; executions: { stages: { actions: { log?: string }[] }[] }[] };
    expect(report.schemaVersion).toBe(1);
    expect(existsSync(join(app.root, 'out put', report.executions[0].stages[1].actions[0].log!))).toBe(true);
    expect(stderr).toContain('▶ Build / Compile');
  });

  test.each([
    [['--app', 'lost'], '--app must be a folder that exists, got: lost. Run `cdk synth` first, or name its output folder.'],
    [['--app', '.'], '--app must be a folder with a synthesized CDK app (a manifest.json), got: '],
    [['--pipeline', 'Lost'], '--pipeline must name one pipeline of the app, got: Lost. Give one of: Tools/Pipeline.'],
    [['--approve', 'Lost'], "--approve must name an approval action or its stage, got: Lost. The pipeline's approvals: Release."],
    [['--deny', 'Lost'], "--deny must name an approval action or its stage, got: Lost. The pipeline's approvals: Release."],
    [['--fail', 'Lost'], "--fail must name an action, got: Lost. The pipeline's actions: Checkout, Release."],
    [['--alarm', 'Lost'], '--alarm must name an alarm that the app knows, got: Lost. Those of conditions and templates: none. A name in the environment of a function is known, too.'],
    [['--alarm', ''], '--alarm must name an alarm that the app knows, got: . '],
    [['--at', '2026-12-24T18:00'], '--at must be a date and time with its offset from UTC, got: 2026-12-24T18:00. Write it as 2026-12-24T18:00Z or 2026-12-24T19:00+01:00.'],
    [['--at', '2026-02-31T18:00Z'], '--at must be a date and time with its offset from UTC, got: 2026-02-31T18:00Z. '],
    [['--variable', 'Lost=1'], "--variable must name a variable of the pipeline, got: Lost. The pipeline's variables: none."],
    [['--variable', 'Lost'], '--variable must be <name>=<value>, got: Lost. Give the variable a value.'],
    [['--wrong'], "rehearse must be called with the options of its help, got: --source source --wrong (Unknown option '--wrong'). See `rehearse --help`."],
  ])('exits with 2 and one message for %j', (args, message) => {
    const { status, stderr, stdout } = rehearse(newApp([stage('Source', source()), stage('Production', approval('Release'))]), ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  });

  test('exits with 2 for a pipeline that AWS refuses to create, and runs nothing of it', () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Lost', ['true'], { inputs: ['Nobody'] }), build('Lost', ['true']))]);
    const { status, stderr, stdout } = rehearse(app);
    expect(status).toBe(2);
    expect(stderr).toBe('the pipeline Tools/Pipeline must be one that AWS creates, got: Build: the name of the action Lost is given twice; '
      + 'Build / Lost: the input artifact Nobody is made by no earlier action. Correct the app and run `cdk synth` again.\n');
    expect(stdout).toBe('');
    expect(existsSync(app.output)).toBe(false);
  });

  test('documents its exit codes in its help', () => {
    const { status, stdout } = run(newApp(), 'rehearse', '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Exit codes:\n {2}0 .+\n {2}1 .+\n {2}2 /);
  });

  test('stops at SIGINT: no process and no work is left, logs and report are', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Slow', ['sleep 300 & echo "pid $!" > "$HOME/pid"; wait']), build('After', ['true']))]);
    const child = spawn(process.execPath, [...TSX, MAIN, 'rehearse', '--source', 'source'], { cwd: app.root, env: { ...process.env, HOME: app.root }, stdio: 'ignore' });
    while (!existsSync(join(app.root, 'pid')) || !/\d\n/.test(readFileSync(join(app.root, 'pid'), 'utf8'))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
    expect(await isGone(Number(/\d+/.exec(readFileSync(join(app.root, 'pid'), 'utf8'))![0]))).toBe(true);
    expect(readdirSync(app.temporary).filter((name) => name.startsWith('pipeline-rehearsal'))).toEqual([]);
    const report = JSON.parse(readFileSync(join(app.output, 'report.json'), 'utf8')) as { status: string };
    expect(report.status).toBe('interrupted');
  });
});

describe('the program', () => {
  test('names its commands when there is none or a wrong one', () => {
    expect(run(newApp())).toMatchObject({ status: 2, stderr: 'The command must be one of deliver, execution-policy, parity, rehearse, site, got: nothing. See --help.\n' });
    expect(run(newApp(), 'toString')).toMatchObject({ status: 2 });
    expect(run(newApp(), '--help').stdout).toMatch(/rehearse +Run the synthesized pipeline/);
  });

  test('starts without loading the CDK library or projen', () => {
    const script = `require('tsx/cjs/api').register(); require(${JSON.stringify(join(__dirname, '../../src/cli/rehearse'))}); console.log(Object.keys(require.cache).filter((f) => /aws-cdk-lib|[\\\\/]projen[\\\\/]/.test(f)).length)`;
    expect(spawnSync(process.execPath, ['-e', script], { cwd: join(__dirname, '..', '..'), encoding: 'utf8' })).toMatchObject({ stdout: '0\n' });
  });
});

import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers } from '../../src/rehearsal/host/leftovers';
import { startByPs, startOfProcess } from '../../src/rehearsal/host/process-start';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, source, stage } from '../support/pipeline-app';
import { isGone } from '../support/processes';

const newApp = appsOfThisFile();
const MAIN = join(__dirname, '..', '..', 'src', 'cli', 'main.ts');
const RUN = '2026-01-10T00-00-00Z';

/** A rehearsal in a process of its own, at the moment when its build has said so. */
async function rehearsalInBuild(app: PipelineApp): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', require.resolve('tsx'), MAIN, 'rehearse', '--source', 'source'], { cwd: app.root, env: { ...process.env, HOME: app.root }, stdio: 'ignore' });
  while (!existsSync(join(app.root, 'ready'))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return child;
}
const kill = (child: ChildProcess) => new Promise((resolve) => {
  child.once('exit', resolve);
  child.kill('SIGKILL');
});
const builds = (app: PipelineApp) => readdirSync(app.temporary).filter((name) => name.startsWith('pipeline-rehearsal-'));
const pidIn = (app: PipelineApp) => Number(readFileSync(join(app.root, 'pid'), 'utf8'));
const oneBuild = (...commands: string[]) => newApp([stage('Source', source()), stage('Build', build('Slow', commands))]);
const background = 'sleep 300 & echo $! > "$HOME/pid"';

/** A process of the test's own, the leader of its group. */
function sleeper(): number {
  const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
  child.unref();
  return child.pid!;
}

function record(app: PipelineApp, content: unknown): void {
  mkdirSync(join(app.output, RUN), { recursive: true });
  writeFileSync(join(app.output, RUN, 'running.json'), JSON.stringify(content));
}

describe('after a rehearsal was killed', () => {
  test.each([
    ['in the middle of a command', [`${background}; touch "$HOME/ready"; wait`]],
    ['after a command had ended its shell', [`${background}; touch "$HOME/ready"; while ! test -e "$HOME/killed"; do sleep 0.05; done; exit 1`]],
  ])('%s, the next one ends its processes and removes its work', async (_when, commands) => {
    const app = oneBuild(...commands);
    await kill(await rehearsalInBuild(app));
    expect(builds(app)).toHaveLength(1);
    writeFileSync(join(app.root, 'killed'), '');
    const [run] = readdirSync(app.output);
    writeFileSync(join(app.output, `.report.json.${run}`), '{"half');
    expect(await removeLeftovers(app.output)).toEqual([run]);
    expect(await isGone(pidIn(app))).toBe(true);
    expect(builds(app)).toEqual([]);
    expect(readdirSync(app.output)).toEqual([run]);
    expect(readdirSync(join(app.output, run))).toEqual(['logs']);
    expect(await removeLeftovers(app.output)).toEqual([]);
  });

  test('its background processes end with the command that was running', async () => {
    const app = oneBuild(`${background}; touch "$HOME/ready"; sleep 0.5`);
    await kill(await rehearsalInBuild(app));
    expect(await isGone(pidIn(app))).toBe(true);
  });

  test('the next one says so', async () => {
    const app = newApp([stage('Source', source())]);
    record(app, { owner: { pid: 2 ** 22 + 1, start: 'long ago' }, work: join(app.temporary, 'pipeline-rehearsal-gone'), groupLeaders: [] });
    await app.rehearse();
    expect(app.lines[0]).toBe(`↺ Removed what the rehearsal ${RUN} had left behind when it was killed`);
  });

  test('a process that has got the number of one of its processes since is left alone', async () => {
    const app = newApp();
    const pid = sleeper();
    record(app, { owner: { pid, start: 'long ago' }, work: join(app.root, 'source'), groupLeaders: [{ pid, start: 'long ago' }] });
    expect(await removeLeftovers(app.output)).toEqual([RUN]);
    expect(startOfProcess(pid)).toBeDefined();
    // What is not named as the work of a rehearsal is not removed either.
    expect(existsSync(join(app.root, 'source'))).toBe(true);
    process.kill(pid, 'SIGKILL');
  });

  test('half a record does no harm', async () => {
    const app = newApp();
    mkdirSync(join(app.output, RUN), { recursive: true });
    writeFileSync(join(app.output, RUN, 'running.json'), '{"owner":{"pid":1');
    expect(await removeLeftovers(app.output)).toEqual([RUN]);
  });
});

test('a rehearsal that is still going on is left alone', async () => {
  const app = oneBuild(`${background}; touch "$HOME/ready"; while ! test -e "$HOME/go"; do sleep 0.05; done`);
  const child = await rehearsalInBuild(app);
  const exit = new Promise((resolve) => child.once('exit', resolve));
  expect(await removeLeftovers(app.output)).toEqual([]);
  expect(builds(app)).toHaveLength(1);
  writeFileSync(join(app.root, 'go'), '');
  expect(await exit).toBe(0);
});

describe('the start of a process', () => {
  test.each([['of the machine', startOfProcess], ['of ps', startByPs]])('by the means %s is the same at each look, and another one for another process', async (_of, start) => {
    const first = start(process.pid);
    const pid = sleeper();
    expect(first).toBeDefined();
    expect(start(process.pid)).toBe(first);
    expect(start(pid)).not.toBe(first);
    process.kill(pid, 'SIGKILL');
    expect(await isGone(pid)).toBe(true);
    expect(start(pid)).toBeUndefined();
  });
});

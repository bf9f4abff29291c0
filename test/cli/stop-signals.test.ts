import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { approval, build, PipelineApp, source, stage } from '../support/pipeline-app';
import { isGone } from '../support/processes';

const newApp = appsOfThisFile();
const MAIN = join(__dirname, '..', '..', 'src', 'cli', 'main.ts');
const COMMAND = [process.execPath, '--import', require.resolve('tsx'), MAIN, 'rehearse', '--source', 'source'];
const BACKGROUND = 'sleep 300 & echo $! >> "$HOME/pids"; sleep 0.3';

function start(app: PipelineApp, command = COMMAND): { child: ChildProcess; output: () => string; exit: Promise<number> } {
  const child = spawn(command[0], command.slice(1), { cwd: app.root, env: { ...process.env, HOME: app.root } });
  let text = '';
  [child.stdout, child.stderr].forEach((stream) => stream!.on('data', (chunk) => text += String(chunk)));
  const exit = new Promise<number>((resolve) => {
    // Before the program has begun, a signal ends it as it ends any; a shell gives that the same number.
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]));
  });
  return { child, output: () => text, exit };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error(`it did not come true within ten seconds: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function expectNothingLeft(app: PipelineApp): Promise<void> {
  const pids = existsSync(join(app.root, 'pids')) ? readFileSync(join(app.root, 'pids'), 'utf8').split('\n').filter(Boolean) : [];
  expect(await Promise.all(pids.map((pid) => isGone(Number(pid))))).toEqual(pids.map(() => true));
  expect(readdirSync(app.temporary).filter((name) => name.startsWith('pipeline-rehearsal'))).toEqual([]);
  const files = existsSync(app.output) ? readdirSync(app.output, { recursive: true }).map(String) : [];
  expect(files.filter((name) => /(^|\/)\.report|running\.json/.test(name))).toEqual([]);
  const reports = files.filter((name) => /^report\./.test(name)).sort();
  expect([[], ['report.html', 'report.json', 'report.junit.xml', 'report.txt']]).toContainEqual(reports);
  reports.filter((name) => name.endsWith('.json')).forEach((name) => JSON.parse(readFileSync(join(app.output, name), 'utf8')));
}

const sourceAndBuilds = () => {
  const app = newApp([stage('Source', source()), stage('Build', build('A', [BACKGROUND]), build('B', [`${BACKGROUND}; exit 1`]))]);
  return app.write(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`source/${index % 40}/${index}.txt`, String(index)])));
};

describe('a rehearsal that is asked to stop leaves no process, no work and no half of a report', () => {
  const signals = [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const;

  test.each(Array.from({ length: 9 }, (_, index) => [...signals[index % 3], index * 160] as const))('by %s (exit code %i) after %i ms', async (signal, code, delay) => {
    const app = sourceAndBuilds();
    const { child, exit } = start(app);
    setTimeout(() => child.kill(signal), delay);
    // The last ones may find that it has already failed by itself.
    expect([code, ...(delay > 900 ? [1] : [])]).toContain(await exit);
    await expectNothingLeft(app);
  });

  test.each([
    ['while the source is copied', '▶ Source'],
    ['at the start of a build', '▶ Build / A'],
    ['at the end of a build', '✔ Build / A'],
  ])('%s', async (_when, marker) => {
    const app = sourceAndBuilds();
    const { child, output, exit } = start(app);
    await until(() => output().includes(marker));
    child.kill('SIGTERM');
    expect(await exit).toBe(143);
    await expectNothingLeft(app);
  });

  test('while reports are written', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('A', [BACKGROUND]))]);
    const { child, exit } = start(app);
    await until(() => existsSync(app.output) && readdirSync(app.output).some((name) => /^\.?report\./.test(name)));
    child.kill('SIGINT');
    expect([130, 0]).toContain(await exit);
    await expectNothingLeft(app);
    expect(existsSync(join(app.output, 'report.html'))).toBe(true);
  });

  test('at once by a second signal', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Stubborn', ['trap "" TERM', 'sleep 300 & echo $! >> "$HOME/pids"; wait']))]);
    const { child, exit } = start(app);
    await until(() => existsSync(join(app.root, 'pids')));
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGTERM');
    expect(await exit).toBe(143);
    await expectNothingLeft(app);
  });

  test('at the question for an approval', async () => {
    const app = newApp([stage('Source', source()), stage('Prod', approval('Release'))]);
    const terminal = ['python3', '-c', 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)', 'sh', '-c', 'echo $$ > pid; exec "$@"', 'sh', ...COMMAND];
    const { output, exit } = start(app, terminal);
    await until(() => output().includes('? Approve Prod / Release'));
    process.kill(Number(readFileSync(join(app.root, 'pid'), 'utf8')), 'SIGHUP');
    expect(await exit).toBe(129);
    await expectNothingLeft(app);
  });
});

test('a rehearsal whose output nobody reads any more writes its reports all the same', async () => {
  const app = newApp([stage('Source', source()), stage('Build', build('A', ['sleep 0.3']))]);
  const { child, output, exit } = start(app);
  await until(() => output().includes('▶'));
  child.stdout!.destroy();
  expect(await exit).toBe(0);
  expect(JSON.parse(readFileSync(join(app.output, 'report.json'), 'utf8'))).toMatchObject({ status: 'succeeded' });
});

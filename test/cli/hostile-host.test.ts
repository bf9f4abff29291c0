import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, source, stage } from '../support/pipeline-app';
import { isGone } from '../support/processes';

const newApp = appsOfThisFile();
const MAIN = join(__dirname, '..', '..', 'src', 'cli', 'main.ts');

/** Lets the writing of certain files fail, as it does on a full disk. */
const FULL_DISK = `
const fs = require('node:fs');
const full = (place) => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28, syscall: 'write', ...place });
const failing = (original, isMeant, place) => (...args) => { if (isMeant(args)) throw full(place(args)); return original(...args); };
const cases = {
  report: () => fs.writeFileSync = failing(fs.writeFileSync, ([file]) => /[.]report[.]html/.test(String(file)), ([path]) => ({ path })),
  log: () => fs.writeSync = failing(fs.writeSync, ([, text]) => /Running command echo second/.test(String(text)), () => ({})),
  source: () => fs.promises.copyFile = failing(fs.promises.copyFile, ([, dest]) => /big/.test(dest), ([path, dest]) => ({ path, dest })),
  artifact: () => ['link', 'copyFile'].forEach((name) => fs.promises[name] = failing(fs.promises[name], ([, dest]) => /-Made/.test(dest), ([path, dest]) => ({ path, dest }))),
};
cases[process.env.FULL_AT]();
require('node:module').syncBuiltinESMExports();
`;

function rehearse(app: PipelineApp, environment: Record<string, string>, ...nodeOptions: string[]) {
  return spawnSync(process.execPath, [...nodeOptions, '--import', require.resolve('tsx'), MAIN, 'rehearse', '--source', 'source'], {
    cwd: app.root, encoding: 'utf8', env: { ...process.env, HOME: app.root, ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('a full disk', () => {
  test.each([
    ['report', 'The disk with the output folder is full, logs and reports cannot be written to: '],
    ['log', 'The disk with the output folder is full, logs and reports cannot be written to: '],
    ['source', 'The disk with the folder for temporary files is full, builds cannot go on in: '],
    ['artifact', 'The disk with the folder for temporary files is full, builds cannot go on in: '],
  ])('met at a %s ends the run with one message, and nothing is left', async (place, message) => {
    const maker = build('Maker', { phases: { build: { commands: ['while ! test -e "$HOME/pid"; do sleep 0.05; done', 'echo second'] } }, artifacts: { files: '**/*' } }, { outputs: ['Made'] });
    const others = place === 'report' ? build('Other', ['touch "$HOME/pid"']) : build('Other', ['sleep 300 & echo $! > "$HOME/pid"; wait']);
    const app = newApp([stage('Source', source()), stage('Build', maker, others)]).write({ 'full.js': FULL_DISK, 'source/big': '' });
    app.write({ '.rehearsal/report.html': 'of the run before' });
    const { status, stderr } = rehearse(app, { FULL_AT: place }, '--require', join(app.root, 'full.js'));
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
    expect(readdirSync(app.temporary).filter((name) => name.startsWith('pipeline-rehearsal'))).toEqual([]);
    const pid = existsSync(join(app.root, 'pid')) && readFileSync(join(app.root, 'pid'), 'utf8').trim();
    expect(!pid || await isGone(Number(pid))).toBe(true);
    // The reports of the run before are whole, and there is no part of new ones.
    const files = readdirSync(app.output, { recursive: true }).map(String).filter((name) => /report|running/.test(name));
    expect(files).toEqual(['report.html']);
    expect(readFileSync(join(app.output, 'report.html'), 'utf8')).toBe('of the run before');
  });
});

describe('a machine without', () => {
  /** A path with nothing on it but these tools. */
  function pathWith(app: PipelineApp, ...tools: string[]): string {
    const folder = join(app.root, 'tools');
    mkdirSync(folder);
    tools.forEach((tool) => {
      const found = process.env.PATH!.split(':').map((place) => join(place, tool)).find(existsSync)!;
      mkdirSync(dirname(join(folder, tool)), { recursive: true });
      symlinkSync(found, join(folder, tool));
    });
    return folder;
  }

  test('git takes all files of the source, but for those that never belong to one', () => {
    const app = newApp([stage('Source', source()), stage('Build', build('List', ['echo *']))]);
    app.write({ 'source/a file.txt': '', 'source/node_modules/x.js': '' });
    const { status, stdout } = rehearse(app, { PATH: pathWith(app, 'bash', 'cp', 'ps') });
    expect(status).toBe(0);
    expect(stdout).toContain('✔ Build / List');
  });

  test('a command of a buildspec fails the build with 127, as AWS does', () => {
    const { status, stdout } = rehearse(newApp([stage('Source', source()), stage('Build', build('Lost', ['no-such-command']))]), {});
    expect(status).toBe(1);
    expect(stdout).toContain('`no-such-command` exited with code 127');
    expect(stdout).toMatch(/│ .*no-such-command: not found/);
  });
});

test('odd names of folders and files change nothing', () => {
  const odd = 'a \'b\' "c" $HOME `d` ü 日本';
  const app = newApp([
    stage('Source', source()),
    stage('Build', build('Make', {
      phases: { build: { commands: ['cat a*/*', 'chmod 400 a*/*', 'ln -s . loop'] } },
      artifacts: { 'files': '**/*', 'enable-symlinks': 'yes' },
    }, { outputs: ['Made'] })),
    stage('Use', build('Use', ['cat a*/*; test -L loop'], { inputs: ['Made'] })),
  ]);
  app.write({ [`source/${odd}/${odd}.txt`]: 'here', [`${odd}/x`]: '' });
  symlinkSync('..', join(app.source, 'up'));
  mkdirSync(join(app.root, odd, 'tmp'));
  const { status, stdout } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), MAIN, 'rehearse', '--source', 'source', '--output', join(odd, 'out')], {
    cwd: app.root, encoding: 'utf8', env: { ...process.env, TMPDIR: join(app.root, odd, 'tmp') },
  });
  expect(stdout).toContain('✔ Use / Use');
  expect(status).toBe(0);
  expect(readdirSync(join(app.root, odd, 'tmp')).filter((name) => name.startsWith('pipeline-rehearsal'))).toEqual([]);
});

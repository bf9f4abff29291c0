import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const LIST = 'find . -type f -o -type l | sort | sed "s/^/file: /"';
const files = (log: string) => log.split('\n').filter((line) => line.startsWith('file: ')).map((line) => line.slice('file: ./'.length));

/** What the next action finds in the artifact of a build. */
async function passOn(artifacts: Record<string, unknown>, commands: string[]) {
  const app = newApp([
    stage('Source', source()),
    stage('Build', build('Make', { phases: { build: { commands } }, artifacts }, { outputs: ['Made'] })),
    stage('Use', build('Use', [LIST], { inputs: ['Made'] })),
  ]);
  const report = await app.rehearse();
  return { report, files: report.status === 'succeeded' ? files(app.log(report, 'Use')) : [] };
}
const MAKE = ['mkdir -p dist/deep/er "dist/with space"', 'touch dist/a.js dist/.hidden dist/deep/b.js dist/deep/er/b.map "dist/with space/c"'];

describe('an artifact', () => {
  test('has the files that the patterns name, below the base directory', async () => {
    expect((await passOn({ 'base-directory': 'dist', 'files': '**/*' }, MAKE)).files)
      .toEqual(['.hidden', 'a.js', 'deep/b.js', 'deep/er/b.map', 'with space/c']);
    expect((await passOn({ files: ['dist/*.js', 'dist/deep/**/*'] }, MAKE)).files).toEqual(['dist/a.js', 'dist/deep/b.js', 'dist/deep/er/b.map']);
  });

  test('leaves out what is excluded and may drop the folders', async () => {
    const artifacts = { 'base-directory': 'dist', 'files': ['**/*'], 'exclude-paths': ['**/*.map', '.hidden'], 'discard-paths': 'yes' };
    expect((await passOn(artifacts, MAKE)).files).toEqual(['a.js', 'b.js', 'c']);
  });

  test('may be named by variables of the build', async () => {
    expect((await passOn({ 'base-directory': '$OUT', 'files': ['*.js'] }, [...MAKE, 'export OUT=dist'])).files).toEqual(['a.js']);
  });

  test.each([
    [{ files: ['nothing/**/*'] }, 'no matching artifact paths found for nothing/**/*'],
    [{ files: ['dist'] }, 'no matching artifact paths found for dist (dist is a folder: `dist/**/*` takes what is in it)'],
    [{ 'base-directory': 'lost', 'files': ['**/*'] }, 'no matching base directory path found for lost'],
    [{}, 'the buildspec has no artifacts for the output Made'],
  ])('that would be empty fails the build: %j', async (artifacts, message) => {
    const { report } = await passOn(artifacts, MAKE);
    expect(said(report, 'Make')).toBe(message);
    expect(trace(report).at(-1)).toBe('Use/Use: skipped');
  });

  test('takes the files of several base directories, without their own names', async () => {
    const commands = ['mkdir -p build1 build2/deep other', 'echo 1 > build1/a', 'echo 2 > build2/deep/b', 'touch other/c'];
    expect((await passOn({ 'base-directory': 'build*', 'files': ['**/*'] }, commands)).files).toEqual(['a', 'deep/b']);
    const same = {
      'files': ['one'],
      'secondary-artifacts': { Made: { 'base-directory': 'build?', 'files': ['**/*'], 'discard-paths': 'yes' }, Other: { 'base-directory': 'build1', 'files': ['a'] } },
    };
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Make', { phases: { build: { commands: [...commands, 'mv build2/deep/b build2/a'] } }, artifacts: same }, { outputs: ['Other', 'Made'] })),
      stage('Use', build('Use', ['test "$(cat a)" = 2', 'test "$(cat "$CODEBUILD_SRC_DIR_Other/a")" = 1'], { inputs: ['Made', 'Other'] })),
    ]);
    expect((await app.rehearse()).status).toBe('succeeded');
  });

  test('takes along what links point to', async () => {
    const commands = ['mkdir dist', 'echo 1 > dist/file; ln -s file dist/link; ln -s lost dist/dangling'];
    expect((await passOn({ 'base-directory': 'dist', 'files': ['**/*'] }, commands)).files).toEqual(['file', 'link']);
    expect((await passOn({ 'base-directory': 'dist', 'files': ['**/*'], 'enable-symlinks': 'yes' }, commands)).files).toEqual(['dangling', 'file', 'link']);
  });

  test('keeps links that stay within it, if it is to, and takes along what others point to', async () => {
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Make', {
        phases: { build: { commands: ['mkdir out web', 'echo inner > out/file', 'echo outer > web/page', 'ln -s file out/near', 'ln -s "$PWD/web" out/far'] } },
        artifacts: { 'base-directory': 'out', 'files': ['**/*'], 'enable-symlinks': 'yes' },
      }, { outputs: ['Made'] })),
      stage('Use', build('Use', ['test -L near', 'test ! -L far', 'cat near far/page'], { inputs: ['Made'] })),
    ]);
    expect((await app.rehearse()).status).toBe('succeeded');
  });

  test('is a clean copy for each action: none sees what another has written', async () => {
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('One', ['echo changed > file', 'touch new']), build('Two', ['test "$(cat file)" = original', 'test ! -e new'])),
    ]).write({ 'source/file': 'original\n' });
    expect((await app.rehearse()).status).toBe('succeeded');
    expect(spawnSync('cat', [join(app.source, 'file')], { encoding: 'utf8' }).stdout).toBe('original\n');
  });

  test('comes with others of the same action: by variable, and linked into the tree as CDK Pipelines does', async () => {
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Web', { phases: { build: { commands: ['mkdir dist', 'echo page > dist/index.html'] } }, artifacts: { 'base-directory': 'dist', 'files': '**/*' } }, { outputs: ['Web_Out'] })),
      stage('Synth', build('Synth', {
        phases: { install: { commands: ['ln -s -- "$CODEBUILD_SRC_DIR_Web_Out" "web"'] }, build: { commands: ['cat web/index.html source-file'] } },
      }, { inputs: ['Web_Out', 'Source'], configuration: { PrimarySource: 'Source' } })),
    ]).write({ 'source/source-file': 'own\n' });
    expect(app.log(await app.rehearse(), 'Synth')).toContain('page\nown\n');
  });

  test('is one of several that a build makes, matched by name', async () => {
    const secondary = { One: { 'base-directory': 'one', 'files': '**/*' }, Two: { 'base-directory': 'two', 'files': '**/*' } };
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Make', { phases: { build: { commands: ['mkdir one two; touch one/1 two/2'] } }, artifacts: { 'secondary-artifacts': secondary } }, { outputs: ['One', 'Two'] })),
      stage('Use', build('Use', ['test -f 2', 'test -f "$CODEBUILD_SRC_DIR_One/1"'], { inputs: ['Two', 'One'], configuration: { PrimarySource: 'Two' } })),
    ]);
    expect((await app.rehearse()).status).toBe('succeeded');
  });
});

describe('the source', () => {
  test('is the working tree without what git ignores and without node_modules', async () => {
    const app = newApp([stage('Source', source()), stage('Use', build('Use', [LIST]))]).write({
      'source/.gitignore': 'ignored\n', 'source/tracked': '', 'source/deleted': '', 'source/ignored': '', 'source/new file': '', 'source/node_modules/x/index.js': '',
    });
    spawnSync('git', ['init', '-q'], { cwd: app.source });
    spawnSync('git', ['add', 'tracked', 'deleted', '.gitignore'], { cwd: app.source });
    spawnSync('rm', ['deleted'], { cwd: app.source });
    expect(files(app.log(await app.rehearse(), 'Use'))).toEqual(['.gitignore', 'new file', 'tracked']);
  });

  test('is, outside a git checkout, everything but what is built or installed', async () => {
    const app = newApp([stage('Source', source()), stage('Use', build('Use', [LIST]))]).write({
      'source/file': '', 'source/cdk.out/manifest.json': '{}', 'source/node_modules/x/index.js': '', 'source/.venv/bin/python': '',
    });
    mkdirSync(join(app.source, 'deep'));
    symlinkSync('../file', join(app.source, 'deep', 'link'));
    expect(files(app.log(await app.rehearse(), 'Use'))).toEqual(['deep/link', 'file']);
  });

  test('is for a further source action the folder that is given for it, or is not executed', async () => {
    const app = newApp([stage('Source', source(), source(['Other'], 'Second')), stage('Use', build('Use', [LIST], { inputs: ['Other'] }))]);
    app.write({ 'other/file': '' });
    expect(said(await app.rehearse(), 'Second')).toBe('the working tree stands for Checkout; give this source with --source Second=<folder>');
    const report = await app.rehearse({ sources: { first: app.source, byAction: { Second: join(app.root, 'other') } } });
    expect(files(app.log(report, 'Use'))).toEqual(['file']);
  });
});

import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage } from '../support/pipeline-app';
import { isGone } from '../support/processes';

const newApp = appsOfThisFile();

/** What the commands of one build say with `say`, in order. */
async function rehearseBuild(spec: Record<string, unknown>) {
  const app = newApp([stage('Source', source()), stage('Build', build('Build', spec))]);
  const report = await app.rehearse();
  const said_ = app.log(report, 'Build').split('\n').filter((line) => line.startsWith('say ')).map((line) => line.slice(4));
  return { report, app, said: said_ };
}
const say = (text: string) => `echo "say ${text}"`;

describe('the phases of a build', () => {
  test('share one shell: folders, variables and functions stay', async () => {
    const { said: words } = await rehearseBuild({
      phases: {
        install: { commands: ['mkdir "a b"', 'cd "a b"', 'plain=kept', 'export EXPORTED="two words"', 'greet() { echo "say hello $1"; }'] },
        build: { commands: [say('$(basename "$PWD") $plain $EXPORTED'), 'greet you'] },
      },
    });
    expect(words).toEqual(['a b kept two words', 'hello you']);
  });

  test('may have commands of several lines, with comments and quotes', async () => {
    const { said: words } = await rehearseBuild({
      phases: { build: { commands: ['# only a comment', 'for i in 1 2; do\n  echo "say $i"\ndone', "cat <<'END'\nsay 'quoted' $not\nEND"] } },
    });
    expect(words).toEqual(['1', '2', "'quoted' $not"]);
  });

  test('run post_build after a failing build, which learns of the failure', async () => {
    const { said: words, report } = await rehearseBuild({
      phases: {
        pre_build: { commands: [say('before $CODEBUILD_BUILD_SUCCEEDING')] },
        build: { commands: ['false', say('never')] },
        post_build: { commands: [say('after $CODEBUILD_BUILD_SUCCEEDING')] },
      },
    });
    expect(words).toEqual(['before 1', 'after 0']);
    expect(report.status).toBe('failed');
    expect(said(report, 'Build')).toBe('build: `false` exited with code 1');
  });

  test.each(['install', 'pre_build'])('end with a failing %s', async (phase) => {
    const { said: words, report } = await rehearseBuild({
      phases: { [phase]: { commands: ['false'] }, build: { commands: [say('never')] }, post_build: { commands: [say('never')] } },
    });
    expect(words).toEqual([]);
    expect(report.status).toBe('failed');
  });

  test('keep the state of the shell when a command ends it', async () => {
    const { said: words } = await rehearseBuild({
      phases: {
        build: { commands: ['mkdir below; cd below; plain=kept; export EXPORTED=too', 'exit 4'] },
        post_build: { commands: [say('$(basename "$PWD") $plain $EXPORTED $CODEBUILD_BUILD_SUCCEEDING')] },
      },
    });
    expect(words).toEqual(['below kept too 0']);
  });

  test('go on after a failure that on-failure tells them to pass, and the build is failed nevertheless', async () => {
    const { said: words, report } = await rehearseBuild({
      phases: { pre_build: { 'on-failure': 'CONTINUE', 'commands': ['false'] }, build: { commands: [say('build $CODEBUILD_BUILD_SUCCEEDING')] } },
    });
    expect(words).toEqual(['build 0']);
    expect(report.status).toBe('failed');
  });

  test('end at a failure that on-failure tells them to abort at', async () => {
    const { said: words } = await rehearseBuild({
      phases: { build: { 'on-failure': 'ABORT', 'commands': ['false'] }, post_build: { commands: [say('never')] } },
    });
    expect(words).toEqual([]);
  });

  test('run the commands of finally whether the phase failed or not', async () => {
    const { said: words, report } = await rehearseBuild({
      phases: {
        install: { commands: ['true'], finally: [say('first')] },
        pre_build: { commands: ['false', say('never')], finally: [say('second')] },
        build: { commands: [say('never')], finally: [say('never')] },
      },
    });
    expect(words).toEqual(['first', 'second']);
    expect(said(report, 'Build')).toBe('pre_build: `false` exited with code 1');
  });

  test('fail when a command of finally fails', async () => {
    const { report } = await rehearseBuild({ phases: { build: { commands: ['true'], finally: ['exit 7'] } } });
    expect(said(report, 'Build')).toBe('build (finally): `exit 7` exited with code 7');
  });

  test('leave no process in the background', async () => {
    const { app, report } = await rehearseBuild({ phases: { build: { commands: ['sleep 300 &', 'echo "pid $!"'] } } });
    const pid = Number(/^pid (\d+)$/m.exec(app.log(report, 'Build'))![1]);
    expect(await isGone(pid)).toBe(true);
  });

  test.each([
    ['no valid YAML', 'version: 0.2\nphases: [', 'the buildspec is no valid YAML'],
    ['another version', 'version: 0.1\nphases: {}', "the buildspec's version must be 0.2, got: 0.1"],
    ['an unknown phase', 'version: 0.2\nphases:\n  compile: {}', 'the keys of phases must be some of install, pre_build, build, post_build, got: compile'],
    ['a command that is a mapping', 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b', 'phases.build.commands must be a list of texts, got: {"echo a":"b"}'],
  ])('are refused with the place when the buildspec has %s', async (_what, text, message) => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', [], { project: { Source: { BuildSpec: text } } }))]);
    const report = await app.rehearse();
    expect(said(report, 'Build')).toContain(message);
    expect(report.status).toBe('failed');
  });

  test('are read from the file of the source that the project names', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', [], { project: { Source: { BuildSpec: 'ci/buildspec.yml' } } }))]);
    expect(said(await app.rehearse(), 'Build')).toBe('the buildspec ci/buildspec.yml is not in the input artifact');
    app.write({ 'source/ci/buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - test -f ci/buildspec.yml\n' });
    expect((await app.rehearse()).status).toBe('succeeded');
  });
});

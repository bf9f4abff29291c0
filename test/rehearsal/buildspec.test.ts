import { parseBuildspec } from '../../src/rehearsal/codebuild/buildspec/buildspec';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();

function problemsOf(text: string): string[] {
  try {
    parseBuildspec(text);
    return [];
  } catch (error) {
    return (error as Error).message.split('; ');
  }
}

describe('a buildspec', () => {
  test('may say everything that the reference knows', () => {
    const text = `
version: 0.2
run-as: builder
env:
  shell: bash
  variables: { A: 1 }
  parameter-store: { B: /b }
  secrets-manager: { C: "c:key" }
  exported-variables: [A]
  git-credential-helper: yes
proxy: { upload-artifacts: no, logs: no }
batch: { fast-fail: true, build-list: [] }
phases:
  install: { run-as: root, on-failure: ABORT, runtime-versions: { nodejs: 20 }, commands: [a], finally: [b] }
reports:
  group: { files: ["**/*"], base-directory: out, discard-paths: yes, file-format: COBERTURAXML }
artifacts:
  files: ["**/*"]
  name: site-$(date +%s)
  discard-paths: no
  base-directory: dist
  exclude-paths: ["x"]
  enable-symlinks: yes
  s3-prefix: p
  secondary-artifacts: { one: { files: [a], name: b } }
cache: { key: "k", fallback-keys: [l], action: save, paths: [node_modules/**/*] }
`;
    expect(parseBuildspec(text)).toMatchObject({
      shell: 'bash',
      parameters: { B: '/b' },
      secrets: { C: 'c:key' },
      reports: [{ group: 'group', format: 'COBERTURAXML', baseDirectory: 'out' }],
      cache: { key: 'k', fallbackKeys: ['l'], restores: false, saves: true },
      runAs: ['run-as', 'phases.install.run-as'],
    });
  });

  test('is refused with everything that is wrong at once, each with its place', () => {
    expect(problemsOf(`
version: 0.2
environment: {}
env: { shell: zsh, exported-variables: [{ a: b }] }
phases:
  build: { command: [x], on-failure: RETRY-101 }
reports: { group: { file-format: TAP } }
artifacts: { files: [a], discard-paths: maybe, secondary-artifacts: { one: { name: b } } }
cache: [a]
`)).toEqual([
      'the keys of the buildspec must be some of version, run-as, env, proxy, batch, phases, reports, artifacts, cache, got: environment',
      'env.shell must be one of bash, /bin/sh, powershell.exe, cmd.exe, got: zsh',
      'env.exported-variables must be a list of texts, got: {"a":"b"}. Quote a text that holds ": ".',
      'the keys of phases.build must be some of run-as, on-failure, commands, finally, got: command',
      expect.stringMatching(/^phases\.build\.on-failure must be ABORT, .*, got: RETRY-101$/),
      'reports.group must have files',
      'reports.group.file-format must be one of JUNITXML, CUCUMBERJSON, TESTNGXML, NUNITXML, NUNIT3XML, VISUALSTUDIOTRX, CLOVERXML, COBERTURAXML, JACOCOXML, SIMPLECOV, got: TAP',
      'artifacts.discard-paths must be one of yes, no, true, false, got: maybe',
      'artifacts.secondary-artifacts.one must have files',
      'cache must be a mapping, got: ["a"]',
    ]);
  });

  test.each([
    ['RETRY', 3, '.*'],
    ['RETRY-5', 5, '.*'],
    ['RETRY-.*exit status 7', 3, '.*exit status 7'],
    ['RETRY-2-status [78]', 2, 'status [78]'],
  ])('reads on-failure: %s', (value, times, source_) => {
    const { phases } = parseBuildspec(`version: 0.2\nphases:\n  build:\n    commands: [a]\n    on-failure: '${value}'\n`);
    expect(phases.build!.onFailure).toEqual({ times, pattern: new RegExp(source_) });
  });
});

test('a batch build is not executed', async () => {
  const app = newApp([stage('Source', source()), stage('Build', build('Build', ['true'], { configuration: { BatchEnabled: true } }))]);
  expect(said(await app.rehearse(), 'Build')).toBe('a batch build starts builds of its own in AWS, which is not rehearsed');
});

describe('a phase that is to be retried', () => {
  const COUNT = 'echo x >> attempts; echo "attempts: $(wc -l < attempts | tr -d " ")"';
  const rehearseRetry = async (onFailure: string, command: string) => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', { phases: { build: { 'on-failure': onFailure, 'commands': [COUNT, command] } } }))]);
    const report = await app.rehearse();
    const log = app.log(report, 'Build');
    return { report, log, attempts: log.split('\n').filter((line) => line.startsWith('attempts: ')).length };
  };

  test('runs again until it succeeds', async () => {
    const { report, attempts } = await rehearseRetry('RETRY', 'test "$(wc -l < attempts)" -ge 3');
    expect(report.status).toBe('succeeded');
    expect(attempts).toBe(3);
  });

  test('fails once its retries are used up', async () => {
    const { report, attempts } = await rehearseRetry('RETRY-2', 'exit 7');
    expect(said(report, 'Build')).toBe('build: `exit 7` exited with code 7');
    expect(attempts).toBe(3);
  });

  test('is retried for errors that match only, and says why it is not', async () => {
    expect((await rehearseRetry('RETRY-1-exit status 7', 'exit 7')).attempts).toBe(2);
    const { attempts, log } = await rehearseRetry('RETRY-1-exit status 8', 'exit 7');
    expect(attempts).toBe(1);
    expect(log).toContain('No retry: /exit status 8/ does not match "Error while executing command: exit 7. Reason: exit status 7"');
  });
});

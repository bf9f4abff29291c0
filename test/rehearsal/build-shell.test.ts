import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBuildLog } from '../../src/rehearsal/codebuild/build-log';
import { BASH, BuildShell } from '../../src/rehearsal/codebuild/build-shell';
import { ProcessGroups } from '../../src/rehearsal/host/process-groups';
import { Redaction } from '../../src/rehearsal/host/redaction';
import { TimeAccount } from '../../src/rehearsal/host/time-account';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();

async function rehearseWith(shell: string | undefined, commands: string[], more: Record<string, unknown> = {}) {
  const env = shell === undefined ? {} : { env: { shell } };
  const app = newApp([stage('Source', source()), stage('Build', build('Build', { ...env, ...more, phases: { build: { commands } } }))]);
  const report = await app.rehearse();
  return { report, app };
}

describe('the shell of a build', () => {
  test.each([['sh', undefined], ['sh', '/bin/sh'], ['bash', 'bash']])('is %s if the buildspec says %s', async (name, shell) => {
    const { app, report } = await rehearseWith(shell, ['echo "shell: $(ps -o comm= -p $$)"']);
    expect(app.log(report, 'Build')).toMatch(new RegExp(`^shell: (.*/)?${name}$`, 'm'));
  });

  test.each([undefined, 'bash'])('keeps variables, exports and the folder when a command ends it (%s)', async (shell) => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', {
      ...shell && { env: { shell } },
      phases: {
        build: {
          commands: ['mkdir "a \'b"; cd "a \'b"', 'plain="it\'s kept"; export EXPORTED="two\nlines"; unexported=x', 'exit 3'],
        },
        post_build: { commands: ['echo "now: $(basename "$PWD"), $plain, $(env | grep -A 1 ^EXPORTED | tr "\\n" " "), $(env | grep -c ^unexported)"'] },
      },
    }))]);
    const report = await app.rehearse();
    expect(app.log(report, 'Build')).toContain("now: a 'b, it's kept, EXPORTED=two lines , 0");
  });

  test('lets functions hold for the commands that follow', async () => {
    const { report } = await rehearseWith(undefined, ['greet() { test "$1" = you; }', 'greet you']);
    expect(report.status).toBe('succeeded');
  });

  test('is not one of Windows', async () => {
    const { report } = await rehearseWith('powershell.exe', ['dir']);
    expect(said(report, 'Build')).toBe('the shell powershell.exe is one of Windows, which is not rehearsed');
  });

  test('is that of the developer, whatever run-as says', async () => {
    const { report } = await rehearseWith(undefined, ['true'], { 'run-as': 'builder' });
    expect(said(report, 'Build')).toBe('run-as: the commands run as you, and not as that user');
  });
});

test('a machine without the shell is told to be one', async () => {
  const { root, temporary } = newApp();
  const nowhere = join(root, 'nowhere');
  mkdirSync(nowhere);
  const log = openBuildLog(join(root, 'log'), new Redaction());
  const shell = new BuildShell({
    processes: new ProcessGroups(), directory: root, environment: { PATH: nowhere }, scratch: temporary, shell: BASH, log, time: new TimeAccount(),
  });
  await expect(shell.run('true')).rejects.toThrow('Builds must find bash on the PATH, got: spawn bash ENOENT. Install bash, or correct the PATH.');
  await shell.close();
  await log.close();
});

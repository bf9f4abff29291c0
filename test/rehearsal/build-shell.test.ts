import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { BuildShell } from '../../src/rehearsal/codebuild/build-shell';
import { ProcessGroups } from '../../src/rehearsal/host/process-groups';
import { TimeAccount } from '../../src/rehearsal/host/time-account';
import { appsOfThisFile } from '../support/apps';

const newApp = appsOfThisFile();

test('a machine without bash is told to be one', async () => {
  const { root, temporary } = newApp();
  const nowhere = join(root, 'nowhere');
  mkdirSync(nowhere);
  const log = openSync(join(root, 'log'), 'a');
  const shell = new BuildShell({
    processes: new ProcessGroups(),
    directory: root,
    environment: { PATH: nowhere },
    scratch: temporary,
    log,
    time: new TimeAccount(),
  });
  await expect(shell.run('true')).rejects.toThrow('Builds must find bash on the PATH, got: spawn bash ENOENT. Install bash, or correct the PATH.');
  await shell.close();
  closeSync(log);
});

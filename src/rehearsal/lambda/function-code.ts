import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideSdk } from './sdk-stand-in';
import { NotExecutable } from '../execution/action-outcome';
import { copyTree } from '../host/copy-tree';
import type { LambdaFunction } from '../model/lambda-function';

/**
 * Puts the code of a function into a folder, with the AWS SDK that Lambda's runtime provides beside it.
 *
 * @param project the working tree whose packages stand for those of the runtime
 * @param answered the services of which the rehearsal answers some calls
 * @throws NotExecutable if the code is not in the cloud assembly, or cannot be unpacked
 */
export async function unpackCode(
  { name, code, runtime }: LambdaFunction, scratch: string, project: string, answered: readonly string[],
): Promise<string> {
  const root = join(scratch, 'task');
  if (code === undefined) {
    throw new NotExecutable(`the code of the function ${name} is not in the cloud assembly`);
  }
  if ('inline' in code) {
    mkdirSync(root);
    writeFileSync(join(root, runtime.startsWith('python') ? 'index.py' : 'index.js'), code.inline);
  } else if (statSync(code.asset).isDirectory()) {
    await copyTree(code.asset, root);
  } else if (spawnSync('python3', ['-m', 'zipfile', '-e', code.asset, root]).status !== 0) {
    throw new NotExecutable(`the archive with the code of the function ${name} cannot be unpacked: that needs python3 and a ZIP`);
  }
  if (runtime.startsWith('nodejs')) {
    provideSdk({ root, scratch, project, answered });
  }
  return root;
}

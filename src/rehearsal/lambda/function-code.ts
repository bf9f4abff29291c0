import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotExecutable } from '../execution/action-outcome';
import { copyTree } from '../host/files';
import type { LambdaFunction } from '../model/lambda-function';

/** What Lambda's own Node.js runtimes bring along. */
const PROVIDED = ['@aws-sdk', '@smithy'];

/**
 * Puts the code of a function into a folder, with what Lambda's runtime provides beside it as far as the project has it.
 *
 * @param project the working tree whose AWS SDK stands for that of the runtime
 * @throws NotExecutable if the code is not in the cloud assembly, or cannot be unpacked
 */
export async function unpackCode({ name, code, runtime }: LambdaFunction, scratch: string, project: string): Promise<string> {
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
  PROVIDED.map((scope) => [join(project, 'node_modules', scope), join(scratch, 'node_modules', scope)])
    .filter(([there]) => existsSync(there))
    .forEach(([there, here]) => {
      mkdirSync(join(scratch, 'node_modules'), { recursive: true });
      symlinkSync(there, here);
    });
  return root;
}

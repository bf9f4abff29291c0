import { spawn } from 'node:child_process';
import { UsageError } from '../../rehearsal';

/**
 * Runs a program of the project in the foreground and answers with its exit code; a program ended by a signal has failed.
 *
 * @throws UsageError if there is no such program
 */
export function runTool(tool: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
    child.on('error', () => reject(new UsageError('deliver', `needs the program ${tool} on the path`, 'nothing', `Install ${tool} in the project and start with npx.`)));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

import { execFile } from 'node:child_process';

/** Runs a program with nothing but this environment, while servers of the test go on; its output. */
export function runProcess(program: string, args: string[], cwd: string, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, encoding: 'utf8', timeout: 20_000 }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}

import { spawnSync } from 'node:child_process';

/** What git answers in a folder; undefined if it cannot. */
export function git(directory: string, ...args: string[]): string | undefined {
  const result = spawnSync('git', args, { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return result.status === 0 ? result.stdout : undefined;
}

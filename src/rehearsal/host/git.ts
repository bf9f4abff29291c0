import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;

/** What git answers in a folder; undefined without git, outside of a checkout, or before the first commit. */
export async function git(directory: string, ...args: string[]): Promise<string | undefined> {
  try {
    return (await promisify(execFile)('git', args, { cwd: directory, encoding: 'utf8', maxBuffer: MOST_OUTPUT_BYTES })).stdout;
  } catch {
    return undefined;
  }
}

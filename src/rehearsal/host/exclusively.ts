import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a lock is waited for: what it guards takes some milliseconds, so that an older one was left behind. */
const PATIENCE_MILLISECONDS = 5000;
const POLL_MILLISECONDS = 10;

/** Does something that only one process may do in a folder at a time. */
export async function exclusively(folder: string, work: () => void): Promise<void> {
  const lock = join(folder, '.lock');
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!tryMake(lock) && Date.now() < deadline) {
    await sleep(POLL_MILLISECONDS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryMake(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

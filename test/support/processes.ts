import { spawnSync } from 'node:child_process';

/** Whether a process ends within some seconds. One that only waits for its parent to take note has ended. */
export async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
    if (state === '' || state.startsWith('Z')) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

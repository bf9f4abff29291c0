import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Beside the logs of a run while it runs: the id of its process. */
const FILE = '.running';
const POLL_MILLISECONDS = 100;

/** The runs of one output folder that run at this moment, each in a process of its own or several in one. */
export class RunningRuns {
  /** @param output the folder of all runs */
  constructor(private readonly output: string, private readonly run: string) {}

  public enter(): void {
    writeFileSync(this.file(this.run), String(process.pid));
  }

  public leave(): void {
    rmSync(this.file(this.run), { force: true });
  }

  /** Waits until no run that has started earlier still runs. */
  public async waitForEarlier(signal: AbortSignal, say: (runs: readonly string[]) => void): Promise<void> {
    const earlier = this.earlier();
    if (earlier.length > 0) {
      say(earlier);
    }
    while (this.earlier().length > 0 && !signal.aborted) {
      await sleep(POLL_MILLISECONDS);
    }
  }

  private earlier(): string[] {
    return readdirSync(this.output).filter((name) => name < this.run && existsSync(this.file(name)) && this.isAlive(name)).sort();
  }

  /** A run that was killed leaves its mark. */
  private isAlive(run: string): boolean {
    try {
      process.kill(Number(readFileSync(this.file(run), 'utf8')), 0);
      return true;
    } catch (error) {
      // The process of another user lives as well.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  }

  private file(run: string): string {
    return join(this.output, run, FILE);
  }
}

/** How long a lock is waited for: what it guards takes some milliseconds, so that an older one was left behind. */
const PATIENCE_MILLISECONDS = 5000;

/** Does something that only one process may do in a folder at a time. */
export async function exclusively(folder: string, work: () => void): Promise<void> {
  const lock = join(folder, '.lock');
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!tryMake(lock) && Date.now() < deadline) {
    await sleep(POLL_MILLISECONDS / 10);
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

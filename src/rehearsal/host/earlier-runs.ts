import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RUN } from './run-folders';
import { RunRecord } from './run-record';

const POLL_MILLISECONDS = 100;

/**
 * Waits until no run of an output folder that has started earlier still runs, in this process or in another one.
 *
 * @param say takes the runs that are waited for
 */
export async function endOfEarlierRuns(output: string, run: string, signal: AbortSignal, say: (runs: readonly string[]) => void): Promise<void> {
  const earlier = () => readdirSync(output).filter((name) => RUN.test(name) && name < run && RunRecord.isGoingOn(join(output, name))).sort();
  const first = earlier();
  if (first.length > 0) {
    say(first);
  }
  while (earlier().length > 0 && !signal.aborted) {
    await sleep(POLL_MILLISECONDS);
  }
}

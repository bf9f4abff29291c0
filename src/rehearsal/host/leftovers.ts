import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDirectory, removeTree } from './files';
import { ProcessGroups } from './process-groups';
import { groupHasInEnvironment, startOfProcess } from './process-start';
import { RUN, WORK_PREFIX } from './run-folders';
import { RunningRun, RunRecord } from './run-record';
import { KeptBuilds } from '../reuse/kept-builds';

/**
 * Tidies up after rehearsals that were killed, the work of which nobody could end: their processes, what they have
 * built, and reports that were being written. One that is still going on stays as it is.
 *
 * @param output the folder of all runs
 * @returns the runs that had left something
 */
export async function removeLeftovers(output: string): Promise<string[]> {
  const removed: string[] = [];
  for (const run of readdirSync(output).filter((name) => RUN.test(name) && RunRecord.isIn(join(output, name)))) {
    if (RunRecord.isGoingOn(join(output, run))) {
      continue;
    }
    const record = RunRecord.read(join(output, run));
    if (record) {
      await removeWorkOf(record);
    }
    const reports = readdirSync(output).filter((name) => name.startsWith('.report.') && name.endsWith(`.${run}`));
    await Promise.all(reports.map((name) => rm(join(output, name), { force: true })));
    await KeptBuilds.removeIncomplete(output, run);
    RunRecord.remove(join(output, run));
    removed.push(run);
  }
  return removed;
}

async function removeWorkOf({ groupLeaders, work }: RunningRun): Promise<void> {
  const groups = new ProcessGroups();
  await Promise.all(groupLeaders.filter((leader) => isStillThere(leader, work)).map(({ pid }) => groups.end(pid)));
  // The record is a file that anybody could have changed: only what is named as a rehearsal's work is removed.
  if (basename(work).startsWith(WORK_PREFIX) && isDirectory(work)) {
    await removeTree(work);
  }
}

/** Whether a group is that of the killed rehearsal and not another one, which has got its number since. */
function isStillThere({ pid, start }: RunningRun['groupLeaders'][number], work: string): boolean {
  const present = startOfProcess(pid);
  return present === undefined ? groupHasInEnvironment(pid, work) : present === start;
}

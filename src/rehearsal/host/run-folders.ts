import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { removeTree } from './files';
import type { ProcessGroups } from './process-groups';
import { RunRecord } from './run-record';

/** How many runs, the present one included, keep their logs. */
const KEPT_RUNS = 10;

/** The moment of a run's start, as in `2026-11-21T08-40-39Z`, and a number from the second run of a moment on. */
export const RUN = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(-\d+)?$/;

/** How the folders begin in which builds happen. */
export const WORK_PREFIX = 'pipeline-rehearsal-';

/**
 * The folders of one run: what stays (logs, in the output folder) and what goes at its end (everything that was built).
 *
 * Builds happen in the system's folder for temporary files and not below the repository: there, node would find the
 * repository's own `node_modules` further up, git its checkout, and a build that forgets `npm ci` would pass.
 */
export class RunFolders {
  public readonly run: string;
  public readonly output: string;
  public readonly work: string;
  /** What the next rehearsal needs to know if this one is killed. */
  public readonly record: RunRecord;
  private readonly logs: string;
  private count = 0;
  private readonly removals: Promise<void>[] = [];

  constructor(output: string, startedAt: Date) {
    this.output = output;
    this.run = this.makeRunFolder(startedAt);
    this.removeOldRuns();
    this.logs = join(output, this.run, 'logs');
    mkdirSync(this.logs);
    this.work = realpathSync(mkdtempSync(join(tmpdir(), WORK_PREFIX)));
    this.record = new RunRecord(join(output, this.run), this.work);
  }

  /** A new empty folder that is gone at the end. */
  public newFolder(name: string): string {
    const folder = join(this.work, `${++this.count}-${fileNameOf(name)}`);
    mkdirSync(folder);
    return folder;
  }

  /** Where the log of an action goes. */
  public logFile(execution: number, stage: string, action: string): string {
    const name = [stage, action].map(fileNameOf).join('.');
    return join(this.logs, execution === 1 ? `${name}.log` : `${name}.restart-${execution - 1}.log`);
  }

  /** Where the files of a deployment go that would be written to AWS. They stay as long as the logs. */
  public deploymentFolder(execution: number, stage: string, action: string): string {
    const name = [stage, action].map(fileNameOf).join('.');
    return join(this.output, this.run, 'deployments', execution === 1 ? name : `${name}.restart-${execution - 1}`);
  }

  /** The same without what an attempt that was retried has left there. */
  public emptyDeploymentFolder(execution: number, stage: string, action: string): string {
    const folder = this.deploymentFolder(execution, stage, action);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Where a project keeps its cache from run to run. It need not exist. */
  public cacheFolder(project: string): string {
    return join(this.output, 'cache', fileNameOf(project));
  }

  /** Where the builds of a project are kept that later runs may reuse. It need not exist. */
  public reuseFolder(project: string): string {
    return join(this.output, 'reuse', fileNameOf(project));
  }

  /** A path as a report shows it: relative to the output folder and with `/`, so that it can be read elsewhere. */
  public inReport(path: string): string {
    return relative(this.output, path).split(sep).join('/');
  }

  /**
   * Removes a folder that nobody needs any more, while the run goes on, and by a process of its own: within this one, the
   * removal of thousands of files holds up everything else that reads or writes files.
   */
  public discard(folder: string, processes: ProcessGroups): void {
    const removal = processes.spawn('rm', ['-rf', folder], { stdio: 'ignore' });
    // What fails here, or where there is no such command, is tried again with everything else.
    const ended = new Promise<void>((resolve) => removal.once('error', () => resolve()).once('close', () => resolve()));
    this.removals.push(ended.then(() => removal.pid === undefined ? undefined : processes.end(removal.pid)));
  }

  /** Removes everything that was built. Logs and reports stay. */
  public async removeWork(): Promise<void> {
    await Promise.all(this.removals);
    await removeTree(this.work);
  }

  /** Once nothing is left that a later rehearsal would have to remove. */
  public close(): void {
    RunRecord.remove(join(this.output, this.run));
  }

  /** For the moment before the program ends, when nothing can be waited for any more. */
  public removeWorkNow(): void {
    try {
      rmSync(this.work, { recursive: true, force: true, maxRetries: 3 });
      this.close();
    } catch {
      // The next rehearsal finds the record and has the time to do better.
    }
  }

  /** Only what is named as a run: the output folder belongs to the developer. A rollback can go back to the runs that stay. */
  private removeOldRuns(): void {
    const runs = readdirSync(this.output).filter((name) => RUN.test(name)).sort();
    const old = runs.slice(0, -KEPT_RUNS).filter((name) => name !== this.run && !RunRecord.isIn(join(this.output, name)));
    old.forEach((name) => rmSync(join(this.output, name), { recursive: true, force: true }));
  }

  private makeRunFolder(startedAt: Date): string {
    const stamp = startedAt.toISOString().replace(/\.\d+Z$/, 'Z').replace(/:/g, '-');
    mkdirSync(this.output, { recursive: true });
    for (let attempt = 1; ; attempt++) {
      const name = attempt === 1 ? stamp : `${stamp}-${attempt}`;
      try {
        mkdirSync(join(this.output, name));
        return name;
      } catch (error) {
        // Two runs within one second are two runs.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
          throw error;
        }
      }
    }
  }
}

function fileNameOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]+/g, '_');
}

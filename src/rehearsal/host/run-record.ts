import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOfProcess } from './process-start';

const FILE = 'running.json';

interface StartedProcess {
  readonly pid: number;
  readonly start?: string;
}

/** What is to be tidied up if a rehearsal is killed. */
export interface RunningRun {
  readonly owner: StartedProcess;
  /** The folder with everything that is built. */
  readonly work: string;
  readonly groupLeaders: readonly StartedProcess[];
}

/** Tells later rehearsals, in a file beside the logs, what this one has going on. */
export class RunRecord {
  /** Whether a run has not come to its end: it is going on, or it was killed. */
  public static isIn(runFolder: string): boolean {
    return existsSync(join(runFolder, FILE));
  }

  /** What a run that has not come to its end has recorded; undefined if it did not get that far. */
  public static read(runFolder: string): RunningRun | undefined {
    try {
      return JSON.parse(readFileSync(join(runFolder, FILE), 'utf8')) as RunningRun;
    } catch {
      return undefined;
    }
  }

  /** Whether the process that a run belongs to is alive. */
  public static isGoingOn(runFolder: string): boolean {
    const owner = RunRecord.read(runFolder)?.owner;
    return owner !== undefined && startOfProcess(owner.pid) === owner.start;
  }

  public static remove(runFolder: string): void {
    rmSync(join(runFolder, FILE), { force: true });
  }

  private readonly owner = identified(process.pid);
  private leaders: readonly StartedProcess[] = [];

  constructor(private readonly runFolder: string, private readonly work: string) {
    this.write();
  }

  /** Takes the leaders of the process groups that there are now. */
  public setGroupLeaders(pids: readonly number[]): void {
    this.leaders = pids.map((pid) => this.leaders.find((leader) => leader.pid === pid) ?? identified(pid));
    this.write();
  }

  private write(): void {
    const running: RunningRun = { owner: this.owner, work: this.work, groupLeaders: this.leaders };
    // Never half a record: the next rehearsal kills what it names.
    const temporary = join(this.runFolder, `.${FILE}`);
    writeFileSync(temporary, `${JSON.stringify(running, undefined, 2)}\n`);
    renameSync(temporary, join(this.runFolder, FILE));
  }
}

function identified(pid: number): StartedProcess {
  return { pid, start: startOfProcess(pid) };
}

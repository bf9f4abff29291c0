import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { isGroupGoingOn } from './process-start';

/** How long a process group may tidy up after SIGTERM. */
const GRACE_MILLISECONDS = 500;
const POLL_MILLISECONDS = 20;

/**
 * The processes that a rehearsal has started.
 *
 * Each is the leader of a process group of its own, so that what it started goes with it: a build container is
 * thrown away at the end of a build, and no server that a check left in the background may outlive the rehearsal.
 */
export class ProcessGroups {
  private readonly leaders = new Set<number>();

  /** @param onChange learns the leaders of all groups whenever there is one more or less */
  constructor(private readonly onChange: (leaders: readonly number[]) => void = () => undefined) {}

  public spawn(command: string, args: string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true });
    if (child.pid !== undefined) {
      this.leaders.add(child.pid);
      this.onChange([...this.leaders]);
    }
    return child;
  }

  /** Ends what is left of a group. */
  public async end(leader: number): Promise<void> {
    if (signal(leader, 'SIGTERM')) {
      const deadline = Date.now() + GRACE_MILLISECONDS;
      while (isGroupGoingOn(leader) && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
      }
      signal(leader, 'SIGKILL');
    }
    if (this.leaders.delete(leader)) {
      this.onChange([...this.leaders]);
    }
  }

  public async endAll(): Promise<void> {
    await Promise.all([...this.leaders].map((leader) => this.end(leader)));
  }

  /** For the moment before the program ends, when nothing can be waited for any more. */
  public killAllNow(): void {
    this.leaders.forEach((leader) => signal(leader, 'SIGKILL'));
    this.leaders.clear();
  }
}

/** Whether there was a process in the group to signal. */
function signal(leader: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(-leader, name);
    return true;
  } catch {
    return false;
  }
}

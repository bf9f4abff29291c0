import { releaseFunctions, Run } from './release-functions';
import { ADDRESS, CALLBACK, SimulatedSite } from './simulated-site';

export const MINUTE = 60_000;
const MOST_ATTEMPTS = 4;
const MOST_LOOKS = 10_000;

/** How an execution has ended. */
export interface Execution { readonly release: string; ended?: 'done' | 'failed' | 'aborted'; reason?: string; endedAt?: number; looks: number }

interface Machine { readonly execution: Execution; run: any; wake: number; attempts: number }

/** The plan 10/50/100 with ten minutes each and half an hour of bake. */
export const PLAN = {
  steps: [{ percent: 10, minutes: 10 }, { percent: 50, minutes: 10 }, { percent: 100, minutes: 30 }],
  kept: 5,
  alarms: [{ name: 'errors', region: 'us-east-1' }, { name: 'latency', region: 'eu-west-1' }],
  probe: { url: ADDRESS, paths: ['/'] } as { url: string; paths: string[] } | null,
};

/** What `publish` hands to the state machine. */
export function runOf(release: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const answer = { ResponseURL: CALLBACK, StackId: 'stack', RequestId: `request-${release}`, LogicalResourceId: 'Release', PhysicalResourceId: 'site-release' };
  return { release, plan: PLAN, answer, segment: 1, segments: 1, startedAt: Date.now(), ...more };
}

/**
 * Runs executions of the state machine beside each other on jest's clock: Look, Wait, Look; a Look that fails is tried again and, after that,
 * gives up. What happens beside them happens at its time.
 */
export class StateMachines {
  private readonly machines: Machine[] = [];
  private readonly events: { readonly at: number; readonly act: () => unknown }[] = [];

  constructor(private readonly site: SimulatedSite) {}

  public start(run: Record<string, any>): Execution {
    const execution: Execution = { release: run.release, looks: 0 };
    this.machines.push({ execution, run: JSON.parse(JSON.stringify(run)), wake: Date.now(), attempts: 0 });
    return execution;
  }

  /** Does something when so much time is over. */
  public after(minutes: number, act: () => unknown): void {
    this.events.push({ at: Date.now() + minutes * MINUTE, act });
  }

  public async run(): Promise<void> {
    for (;;) {
      this.site.takeExecutions().forEach((input) => this.start(input));
      const machine = this.machines.filter(({ execution }) => !execution.ended).sort((one, other) => one.wake - other.wake)[0];
      const event = this.events.sort((one, other) => one.at - other.at)[0];
      if (!machine && !event) {
        return;
      }
      if (event && (!machine || event.at <= machine.wake)) {
        this.events.shift();
        jest.setSystemTime(Math.max(Date.now(), event.at));
        await event.act();
      } else {
        jest.setSystemTime(Math.max(Date.now(), machine.wake));
        await this.step(machine);
      }
    }
  }

  private async step(machine: Machine): Promise<void> {
    const { execution } = machine;
    execution.looks += 1;
    if (execution.looks > MOST_LOOKS) {
      throw new Error(`${execution.release} never ends: ${JSON.stringify(machine.run)}`);
    }
    try {
      const next: Run = JSON.parse(JSON.stringify(await releaseFunctions().drive(JSON.parse(JSON.stringify(machine.run)))));
      if (this.site.isDead) {
        throw new Error('The function has ended');
      }
      Object.assign(machine, { run: next, wake: Date.now() + next.waitSeconds * 1000, attempts: 0 });
      if (next.status !== 'going') {
        Object.assign(execution, { ended: next.status, reason: next.reason, endedAt: Date.now() });
      }
    } catch (error) {
      this.fail(machine, error as Error);
    }
    this.site.isDead = false;
  }

  private fail(machine: Machine, error: Error): void {
    machine.attempts += 1;
    machine.wake = Date.now() + 5000 * 2 ** (machine.attempts - 1);
    if (machine.attempts < MOST_ATTEMPTS) {
      return;
    }
    if (machine.run.giveUp) {
      Object.assign(machine.execution, { ended: 'aborted', reason: error.message, endedAt: Date.now() });
    }
    Object.assign(machine, { run: { ...machine.run, giveUp: true, error: { Error: error.name, Cause: error.message } }, attempts: 0 });
  }
}

import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';

/**
 * The processes that a script has started, each in a group of its own, so that all of them end when the script ends:
 * done, failed or interrupted.
 */
export class Processes {
  private readonly running = new Set<ChildProcess>();

  public constructor() {
    process.once('exit', () => this.stopAll());
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
      process.once(signal, () => {
        this.stopAll();
        process.exit(code);
      });
    }
  }

  /** Starts a program that keeps running, such as a server. */
  public start(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true });
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    return child;
  }

  /** Runs a program to its end. The outcome is for the caller to judge. */
  public async run(command: string, args: string[], options: SpawnOptions = {}): Promise<Outcome> {
    const child = this.start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code: code ?? 1, signal, output }));
    });
  }

  /** Runs a program that must succeed. */
  public async must(command: string, args: string[], options: SpawnOptions = {}): Promise<string> {
    const { code, signal, output } = await this.run(command, args, options);
    if (code !== 0) {
      throw new Error(`${command} ${args.join(' ')} failed with ${signal ?? `exit code ${code}`}:\n${output.split('\n').slice(-60).join('\n')}`);
    }
    return output;
  }

  public stop(child: ChildProcess): void {
    if (this.running.delete(child) && child.pid !== undefined) {
      killGroup(child.pid);
    }
  }

  public stopAll(): void {
    [...this.running].forEach((child) => this.stop(child));
  }
}

export interface Outcome {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch (error) {
    // The group has ended between the look and the kill.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

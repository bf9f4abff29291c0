import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { assetPath } from '../assets';
import type { BuildLog } from './build-log';
import { HostError } from '../host/host-error';
import type { ProcessGroups } from '../host/process-groups';
import type { TimeAccount } from '../host/time-account';

/** The exit code of a shell that was ended by a signal. */
const KILLED = 137;

interface RunningShell {
  readonly child: ChildProcess;
  /** The exit code, once a command has ended the shell. */
  readonly ended: Promise<number>;
}

/** How a shell is started that reads no settings of the developer. */
export type ShellCommand = readonly [command: string, ...args: string[]];
export const BASH: ShellCommand = ['bash', '--noprofile', '--norc'];
export const SH: ShellCommand = ['sh'];

/** What a build shell needs. */
export interface BuildShellProps {
  readonly shell: ShellCommand;
  readonly processes: ProcessGroups;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A folder for the commands and the state of the shell. */
  readonly scratch: string;
  /** Learns when a command is running. */
  readonly time: TimeAccount;
  /** Takes the output. */
  readonly log: BuildLog;
}

/**
 * The one shell process in which all commands of a build run: as with version 0.2 of the buildspec, a `cd`, an `export`
 * or a function holds for the commands that follow. A command that ends the shell (`exit 1`) ends only itself; the
 * next one gets a new shell with the state of the old, without functions where the shell cannot list them.
 */
export class BuildShell {
  private running?: RunningShell;
  private readonly leaders: number[] = [];
  private commands = 0;

  constructor(private readonly props: BuildShellProps) {}

  /** Runs a command, possibly of several lines, and answers with its exit code. */
  public async run(command: string): Promise<number> {
    const file = join(this.props.scratch, `command-${++this.commands}.sh`);
    writeFileSync(file, `${command}\n`);
    this.running ??= this.start();
    const { child, ended } = this.running;
    const answered = once(child.stdio[4]!, 'data').then(([line]) => Number(String(line)));
    // A shell that ends closes its pipes, with an error or without: only its exit code counts then.
    answered.catch(() => undefined);
    (child.stdio[3] as Writable).write(`${file}\n`);
    return this.props.time.during('command', () => Promise.race([answered, ended]));
  }

  /** Ends the shell and whatever its commands left running in the background. */
  public async close(): Promise<void> {
    this.running = undefined;
    await Promise.all(this.leaders.map((leader) => this.props.processes.end(leader)));
  }

  private start(): RunningShell {
    const { processes, directory, environment, log, scratch, shell: [command, ...args] } = this.props;
    const child = processes.spawn(command, [...args, assetPath('build-shell.sh')], {
      cwd: directory,
      env: { ...environment, REHEARSAL_SHELL_STATE: join(scratch, 'shell-state.sh') },
      stdio: ['ignore', log.output, log.output, 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) {
      this.leaders.push(child.pid);
    }
    (child.stdio[3] as Writable).on('error', () => undefined);
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', (error) => {
        reject(new HostError(`Builds must find ${command} on the PATH, got: ${error.message}. Install ${command}, or correct the PATH.`));
      });
      child.once('exit', (code) => {
        this.running = undefined;
        resolve(code ?? KILLED);
      });
    });
    ended.catch(() => undefined);
    return { child, ended };
  }
}

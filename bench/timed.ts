import { Outcome, Processes } from '../scripts/packaged/processes';

/** What one process took. */
export interface Time {
  /** User and system time of the process with its threads, in seconds: what other work on the machine disturbs least. */
  readonly processor: number;

  /** From the start of the process to its end, in seconds. */
  readonly elapsed: number;
}

/** Runs a TypeScript program with its arguments as the shell reads them, however it ends. */
export async function timed(processes: Processes, program: string, cwd: string): Promise<Outcome & { readonly took: Time }> {
  const ended = await processes.run('bash', ['-c', `TIMEFORMAT='took %R %U %S'; time node --import tsx ${program}`], { cwd });
  const took = ended.output.match(/^took ([\d.]+) ([\d.]+) ([\d.]+)$/m);
  if (!took) {
    throw new Error(`${program} must end by itself, got: ${ended.output}`);
  }
  const [elapsed, user, system] = took.slice(1).map(Number);
  return { ...ended, took: { processor: user + system, elapsed } };
}

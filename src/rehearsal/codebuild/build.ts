import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BuildNote, BuildNotes } from './build-notes';
import { runPhases } from './build-phases';
import { BuildShell } from './build-shell';
import type { Buildspec } from './buildspec';
import { TimeLimit } from './time-limit';
import type { ProcessGroups } from '../host/process-groups';
import type { TimeAccount } from '../host/time-account';

export interface BuildProps {
  readonly buildspec: Buildspec;
  /** The clean copy of the primary input. */
  readonly directory: string;
  readonly scratch: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly notes: BuildNotes;
  readonly logFile: string;
  readonly processes: ProcessGroups;
  readonly time: TimeAccount;
  readonly signal: AbortSignal;
  readonly timeoutInMinutes: number;
}

export interface BuildResult {
  readonly status: 'succeeded' | 'failed' | 'stopped';
  readonly failure?: string;
  readonly notes: readonly BuildNote[];
  /** The variables at the end of a succeeded build. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs one build. What it leaves behind, processes included, is gone afterwards, but for its folder and its log. */
export async function runBuild(props: BuildProps): Promise<BuildResult> {
  const log = openSync(props.logFile, 'a');
  const shell = new BuildShell({ ...props, log });
  const limit = new TimeLimit(props.timeoutInMinutes, props.signal, () => void shell.close());
  try {
    const outcome = await runPhases(props.buildspec, {
      shell,
      notes: props.notes,
      log: (line) => writeSync(log, `${line}\n`),
      signal: limit.signal,
    });
    if (limit.exceeded) {
      const failure = `the build took longer than its limit of ${props.timeoutInMinutes} minutes`;
      writeSync(log, `[rehearsal] ${failure}\n`);
      return { status: 'failed', failure, notes: props.notes.read(), environment: {} };
    }
    const environment = outcome.status === 'succeeded' ? await finalEnvironment(shell, props.scratch) : {};
    return { ...outcome, notes: props.notes.read(), environment };
  } finally {
    limit.dispose();
    await shell.close();
    closeSync(log);
  }
}

async function finalEnvironment(shell: BuildShell, scratch: string): Promise<Record<string, string>> {
  const file = join(scratch, 'environment');
  await shell.run(`env -0 > '${file.replace(/'/g, '\'\\\'\'')}'`);
  const entries = existsSync(file) ? readFileSync(file, 'utf8').split('\0').filter(Boolean) : [];
  return Object.fromEntries(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBuildLog } from './build-log';
import { BuildNote, BuildNotes } from './build-notes';
import { runPhases } from './build-phases';
import { BASH, BuildShell, SH } from './build-shell';
import type { Buildspec } from './buildspec/buildspec';
import { TimeLimit } from './time-limit';
import type { ProcessGroups } from '../host/process-groups';
import type { Redaction } from '../host/redaction';
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
  /** The secrets that no log may show. */
  readonly redaction: Redaction;
  readonly time: TimeAccount;
  readonly signal: AbortSignal;
  readonly timeoutInMinutes: number;
}

export interface BuildResult {
  readonly status: 'succeeded' | 'failed' | 'stopped';
  readonly failure?: string;
  /** Whether the end of the phases was reached, after which CodeBuild takes reports and artifacts. */
  readonly uploads: boolean;
  readonly notes: readonly BuildNote[];
  /** The variables at the end of a succeeded build. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs one build. What it leaves behind, processes included, is gone afterwards, but for its folder and its log. */
export async function runBuild(props: BuildProps): Promise<BuildResult> {
  const log = openBuildLog(props.logFile, props.redaction);
  const shell = new BuildShell({ ...props, log, shell: props.buildspec.shell === 'bash' ? BASH : SH });
  const limit = new TimeLimit(props.timeoutInMinutes, props.signal, () => void shell.close());
  try {
    const outcome = await runPhases(props.buildspec, {
      shell,
      notes: props.notes,
      log: (line) => log.write(line),
      signal: limit.signal,
    });
    if (limit.exceeded) {
      const failure = `the build took longer than its limit of ${props.timeoutInMinutes} minutes`;
      await log.write(`[rehearsal] ${failure}`);
      return { status: 'failed', failure, uploads: false, notes: props.notes.read(), environment: {} };
    }
    const environment = outcome.status === 'succeeded' ? await finalEnvironment(shell, props.scratch) : {};
    return { ...outcome, notes: props.notes.read(), environment };
  } finally {
    limit.dispose();
    await shell.close();
    await log.close();
  }
}

async function finalEnvironment(shell: BuildShell, scratch: string): Promise<Record<string, string>> {
  const file = join(scratch, 'environment');
  await shell.run(`env -0 > '${file.replace(/'/g, '\'\\\'\'')}'`);
  const entries = existsSync(file) ? readFileSync(file, 'utf8').split('\0').filter(Boolean) : [];
  return Object.fromEntries(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

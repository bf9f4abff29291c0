import type { BuildNotes } from './build-notes';
import type { BuildShell } from './build-shell';
import { Buildspec, BuildPhase, PhaseName, PHASES } from './buildspec';

/** How the phases of a build ended. */
export interface PhasesOutcome {
  readonly status: 'succeeded' | 'failed' | 'stopped';
  /** Which command failed where; undefined unless the status is `failed`. */
  readonly failure?: string;
}

export interface PhasesProps {
  readonly shell: BuildShell;
  readonly notes: BuildNotes;
  /** Writes a line to the log of the build. */
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

const STOPPED = Symbol('a tool stopped the build');
type PhaseResult = { readonly failure?: string } | typeof STOPPED;

/**
 * Runs the phases in their order, as
 * https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html describes: a failing install
 * or pre_build ends the build, after a failing build post_build still runs and sees CODEBUILD_BUILD_SUCCEEDING=0.
 * `on-failure` decides otherwise where it is given; it decides what runs next, a failed build stays failed.
 */
export async function runPhases(buildspec: Buildspec, props: PhasesProps): Promise<PhasesOutcome> {
  let failure: string | undefined;
  for (const name of PHASES) {
    const phase = buildspec.phases[name];
    if (!phase) {
      continue;
    }
    props.log(`[rehearsal] Entering phase ${name}`);
    const result = await runPhase(name, phase, props);
    if (result === STOPPED) {
      return { status: 'stopped' };
    }
    if (result.failure) {
      failure ??= result.failure;
      await props.shell.run('export CODEBUILD_BUILD_SUCCEEDING=0');
      if (props.signal.aborted || !goesOn(name, phase)) {
        break;
      }
    }
  }
  return failure ? { status: 'failed', failure } : { status: 'succeeded' };
}

function goesOn(name: PhaseName, phase: BuildPhase): boolean {
  return phase.onFailure ? phase.onFailure === 'CONTINUE' : name === 'build';
}

async function runPhase(name: PhaseName, phase: BuildPhase, props: PhasesProps): Promise<PhaseResult> {
  const first = await runCommands(name, phase.commands, props);
  if (first === STOPPED || props.signal.aborted) {
    return first;
  }
  const last = await runCommands(`${name} (finally)`, phase.finally, props);
  return last === STOPPED || !first.failure ? last : first;
}

async function runCommands(place: string, commands: readonly string[], props: PhasesProps): Promise<PhaseResult> {
  for (const command of commands) {
    if (props.signal.aborted) {
      return { failure: `${place}: interrupted` };
    }
    props.log(`[rehearsal] Running command ${command.trim().replace(/\n/g, '\n    ')}`);
    const before = props.notes.read().length;
    const code = await props.shell.run(command);
    if (code !== 0) {
      // Only a note of this very command explains its failure; an earlier one may have been dealt with by the build.
      const stopped = props.notes.read().slice(before).some((note) => note.kind === 'stopped');
      if (stopped) {
        props.log('[rehearsal] The build stops here: it needs something that is not on this machine');
        return STOPPED;
      }
      const failure = `${place}: \`${firstLine(command)}\` exited with code ${code}`;
      props.log(`[rehearsal] ${failure}`);
      return { failure };
    }
  }
  return {};
}

function firstLine(command: string): string {
  const [line, ...rest] = command.trim().split('\n');
  return rest.length > 0 || line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

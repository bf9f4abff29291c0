import type { BuildNotes } from './build-notes';
import type { BuildShell } from './build-shell';
import type { Buildspec } from './buildspec/buildspec';
import { BuildPhase, PhaseName, PhaseRetry, PHASES } from './buildspec/phases';

/** How the phases of a build ended. */
export interface PhasesOutcome {
  readonly status: 'succeeded' | 'failed' | 'stopped';
  /** Which command failed where; undefined unless the status is `failed`. */
  readonly failure?: string;
  /** Whether the end of the phases was reached, after which CodeBuild takes reports and artifacts. */
  readonly uploads: boolean;
}

export interface PhasesProps {
  readonly shell: BuildShell;
  readonly notes: BuildNotes;
  /** Writes a line to the log of the build. */
  readonly log: (line: string) => Promise<void>;
  readonly signal: AbortSignal;
}

const NO_RETRY: PhaseRetry = { times: 0, pattern: /.*/ };
const STOPPED = Symbol('a tool stopped the build');
type PhaseResult = PhaseFailure | 'succeeded' | typeof STOPPED;

interface PhaseFailure {
  /** For the report. */
  readonly failure: string;
  /** In CodeBuild's words, which `on-failure: RETRY-<regex>` is compared with. */
  readonly message: string;
}

/**
 * Runs the phases in their order, as
 * https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html describes: a failing install
 * or pre_build ends the build, after a failing build post_build still runs and sees CODEBUILD_BUILD_SUCCEEDING=0, and
 * reports are taken nevertheless.
 * `on-failure` decides otherwise where it is given; it decides what runs next, a failed build stays failed. A retry is
 * one of the phase it is written at, in the folder and with the variables that the failure has left behind.
 */
export async function runPhases(buildspec: Buildspec, props: PhasesProps): Promise<PhasesOutcome> {
  let failure: string | undefined;
  for (const name of PHASES) {
    const phase = buildspec.phases[name];
    if (!phase) {
      continue;
    }
    await props.log(`[rehearsal] Entering phase ${name}`);
    const result = await runWithRetries(name, phase, props);
    if (result === STOPPED) {
      return { status: 'stopped', uploads: false };
    }
    if (result !== 'succeeded') {
      failure ??= result.failure;
      await props.shell.run('export CODEBUILD_BUILD_SUCCEEDING=0');
      if (props.signal.aborted || !goesOn(name, phase)) {
        return { status: 'failed', failure, uploads: false };
      }
    }
  }
  return failure ? { status: 'failed', failure, uploads: true } : { status: 'succeeded', uploads: true };
}

function goesOn(name: PhaseName, phase: BuildPhase): boolean {
  switch (phase.onFailure) {
    case 'ABORT':
      return false;
    case 'CONTINUE':
      return true;
    default:
      return name === 'build' || name === 'post_build';
  }
}

async function runWithRetries(name: PhaseName, phase: BuildPhase, props: PhasesProps): Promise<PhaseResult> {
  const { times, pattern } = typeof phase.onFailure === 'object' ? phase.onFailure : NO_RETRY;
  for (let attempt = 0; ; attempt++) {
    const result = await runPhase(name, phase, props);
    if (result === STOPPED || result === 'succeeded' || attempt >= times || props.signal.aborted) {
      return result;
    }
    if (!pattern.test(result.message)) {
      await props.log(`[rehearsal] No retry: ${pattern} does not match "${result.message}", and what the command has printed is not compared`);
      return result;
    }
    await props.log(`[rehearsal] Retry ${attempt + 1} of ${times} of phase ${name}`);
  }
}

async function runPhase(name: PhaseName, phase: BuildPhase, props: PhasesProps): Promise<PhaseResult> {
  const first = await runCommands(name, phase.commands, props);
  if (first === STOPPED || props.signal.aborted) {
    return first;
  }
  const last = await runCommands(`${name} (finally)`, phase.finally, props);
  return last === STOPPED || first === 'succeeded' ? last : first;
}

async function runCommands(place: string, commands: readonly string[], props: PhasesProps): Promise<PhaseResult> {
  for (const command of commands) {
    if (props.signal.aborted) {
      return { failure: `${place}: interrupted`, message: 'interrupted' };
    }
    await props.log(`[rehearsal] Running command ${command.trim().replace(/\n/g, '\n    ')}`);
    const before = props.notes.read().length;
    const code = await props.shell.run(command);
    if (code !== 0) {
      // Only a note of this very command explains its failure; an earlier one may have been dealt with by the build.
      const stopped = props.notes.read().slice(before).some((note) => note.kind === 'stopped');
      if (stopped) {
        await props.log('[rehearsal] The build stops here: it needs something that is not on this machine');
        return STOPPED;
      }
      const failure = `${place}: \`${firstLine(command)}\` exited with code ${code}`;
      await props.log(`[rehearsal] ${failure}`);
      return { failure, message: `Error while executing command: ${command.trim()}. Reason: exit status ${code}` };
    }
  }
  return 'succeeded';
}

function firstLine(command: string): string {
  const [line, ...rest] = command.trim().split('\n');
  return rest.length > 0 || line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

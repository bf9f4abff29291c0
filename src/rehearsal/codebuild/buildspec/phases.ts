import type { Section } from './section';

/** The phases of a build in their order. */
export const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;
export type PhaseName = typeof PHASES[number];

export interface BuildPhase {
  readonly commands: readonly string[];
  readonly finally: readonly string[];
  /** What happens after a failing command; undefined is CodeBuild's default, which depends on the phase. */
  readonly onFailure?: OnFailure;
}

export type OnFailure = 'ABORT' | 'CONTINUE' | PhaseRetry;

/** A phase that fails with an error that matches is run again. */
export interface PhaseRetry {
  readonly times: number;
  readonly pattern: RegExp;
}

/** What `RETRY` stands for without a count. */
const DEFAULT_RETRIES = 3;
const MOST_RETRIES = 100;

export function readPhases(section: Section): Partial<Record<PhaseName, BuildPhase>> {
  section.allow(...PHASES);
  return Object.fromEntries(PHASES.filter((name) => section.has(name)).map((name) => [name, readPhase(section.section(name), name)]));
}

function readPhase(phase: Section, name: PhaseName): BuildPhase {
  phase.allow('run-as', 'on-failure', 'commands', 'finally', ...(name === 'install' ? ['runtime-versions'] : []));
  return { commands: phase.textList('commands'), finally: phase.textList('finally'), onFailure: readOnFailure(phase) };
}

/**
 * `ABORT`, `CONTINUE`, `RETRY`, `RETRY-count`, `RETRY-regex` or `RETRY-count-regex`.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
function readOnFailure(phase: Section): OnFailure | undefined {
  const value = phase.text('on-failure');
  if (value === undefined || value === 'ABORT' || value === 'CONTINUE') {
    return value;
  }
  const match = /^RETRY(?:-(\d+))?(?:-(.+))?$/s.exec(value);
  const pattern = match && compile(match[2] ?? '.*');
  const times = Number(match?.[1] ?? DEFAULT_RETRIES);
  if (!pattern || times > MOST_RETRIES) {
    const forms = `ABORT, CONTINUE, RETRY, RETRY-<count up to ${MOST_RETRIES}>, RETRY-<regex> or RETRY-<count>-<regex>`;
    phase.problem(`${phase.placeOf('on-failure')} must be ${forms}, got: ${value}`);
    return undefined;
  }
  return { times, pattern };
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

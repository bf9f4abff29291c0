import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseCloudFormation } from './cloudformation-yaml';

/** Where the cases are: `<area>/<case>.yaml`. */
export const CASES = join(__dirname, '..', 'rehearsal', 'pipelines');

/** A file's text, or what becomes its JSON. */
export type SourceFiles = Readonly<Record<string, unknown>>;

/** A small pipeline as CloudFormation, and what a rehearsal of it has to come to. */
export interface PipelineCase {
  /** A sentence: what the case shows. */
  readonly Title: string;
  /** Ids of `pipeline-semantics.ts`. */
  readonly Covers: readonly string[];
  readonly Template: object;
  /** Templates of further stacks of the app by the stack's name. */
  readonly OtherStacks?: Readonly<Record<string, object>>;
  readonly Source?: SourceFiles;
  readonly Run?: CaseRun;
  readonly Expect: CaseExpectation | CaseRefusal;
}

/** How the pipeline is rehearsed. */
export interface CaseRun {
  /** Options of the command, such as `[--approve, Release]`. */
  readonly Options?: readonly string[];
  /** The present time. */
  readonly Now?: string;
  /** Variables of the developer's environment. */
  readonly Environment?: Readonly<Record<string, string>>;
  /** Working trees of further source actions. */
  readonly Sources?: Readonly<Record<string, SourceFiles>>;
  /** Makes the first source a git checkout with this commit message. */
  readonly Commit?: string;
  /** Puts the app into the source as well, in this folder, as if a synth had made it there. */
  readonly AppInSource?: string;
  /** Rehearsals before this one, in the same output folder. */
  readonly Earlier?: readonly EarlierRun[];
}

/** How the pipeline was rehearsed before. */
export interface EarlierRun extends Pick<CaseRun, 'Options' | 'Now' | 'Environment'> {
  /** The files of the source that were different then. */
  readonly Source?: SourceFiles;
}

/**
 * What the run has to come to. Everything that a rehearsal says about the course of a run must be expected: a case that
 * leaves out a reason, a condition, a rollback, a retry or a held transition fails.
 */
export interface CaseExpectation {
  readonly Status: string;
  /** All actions of all executions as `Stage/Action: status`, with `restart` between executions. */
  readonly Trace: readonly string[];
  /** Stages whose status is not the one of their actions. */
  readonly Stages?: Readonly<Record<string, string>>;
  /** Parts of the reasons of every action that has some. */
  readonly Reasons?: Readonly<Record<string, readonly string[]>>;
  /** Every condition that was looked at, as `OnSuccess: notMet, ROLLBACK (VariableCheck failed)`. */
  readonly Conditions?: Readonly<Record<string, readonly string[]>>;
  /** Every stage that is rolled back: to the number of the earlier run, or `nothing`. */
  readonly Rollback?: Readonly<Record<string, number | string>>;
  /** The earlier attempts of every stage that was retried, as `Action: status`. */
  readonly Retried?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** The stages before which the run is held. */
  readonly Held?: readonly string[];
  /** Parts of the remarks of actions, stages or the `Run`; there may be others. */
  readonly Remarks?: Readonly<Record<string, readonly string[]>>;
  /** The whole output of a build's commands, without the lines of the rehearsal. */
  readonly Output?: Readonly<Record<string, string>>;
  /** The execution mode that the reports name; `SUPERSEDED` if it is left out. */
  readonly Mode?: string;
  /** What deployments change, as the terminal shows it, for some actions; runs are named `run 1`, `run 2`. */
  readonly Changes?: Readonly<Record<string, readonly string[]>>;
  /** The test and coverage reports of every build that has some, as the terminal shows them. */
  readonly Reports?: Readonly<Record<string, readonly string[]>>;
  /** Every file that deployments would write, as `Stage.Action/path`; a ZIP as the paths of its entries. */
  readonly Written?: Readonly<Record<string, string>>;
  /** Parts of what AWS's validator finds wrong with the templates, in its order. */
  readonly Invalid?: readonly string[];
  /** Texts that the run knows and that no report may hold. */
  readonly Unreported?: readonly string[];
  /** Texts that the run knows and that nothing of it holds: no report, no log, no line at the terminal. */
  readonly Hidden?: readonly string[];
}

/** The app cannot be rehearsed at all. */
export interface CaseRefusal {
  readonly Refused: string;
  /** As in `CaseExpectation`. */
  readonly Invalid?: readonly string[];
}

const KEYS = ['Title', 'Covers', 'Template', 'OtherStacks', 'Source', 'Run', 'Expect'];
const RUN_KEYS = ['Options', 'Now', 'Environment', 'Sources', 'Commit', 'AppInSource', 'Earlier'];
const EARLIER_KEYS = ['Options', 'Now', 'Environment', 'Source'];
const EXPECT_KEYS = [
  'Status', 'Trace', 'Stages', 'Reasons', 'Conditions', 'Rollback', 'Retried', 'Held', 'Remarks', 'Output', 'Mode', 'Changes', 'Reports', 'Written',
  'Invalid', 'Unreported', 'Hidden',
];

/** All cases by their path, such as `conditions/entry-fail.yaml`. */
export function pipelineCases(): { readonly path: string; readonly area: string; readonly pipeline: PipelineCase }[] {
  const files = readdirSync(CASES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).sort();
  return files.map((file) => {
    const path = file.split(sep).join('/');
    return { path, area: path.split('/')[0], pipeline: parsePipelineCase(readFileSync(join(CASES, file), 'utf8'), path) };
  });
}

/** @throws Error that names the file and the key, if a key is missing or unknown: a misspelt expectation would expect nothing */
export function parsePipelineCase(text: string, path: string): PipelineCase {
  const root = parse(text, path) as Partial<PipelineCase>;
  checkKeys(root, KEYS, path);
  checkKeys(root.Run ?? {}, RUN_KEYS, `${path}: Run`);
  root.Run?.Earlier?.forEach((earlier) => checkKeys(earlier, EARLIER_KEYS, `${path}: Run.Earlier`));
  requireKeys(root, ['Title', 'Covers', 'Template', 'Expect'], path);
  const refused = 'Refused' in root.Expect!;
  checkKeys(root.Expect!, refused ? ['Refused', 'Invalid'] : EXPECT_KEYS, `${path}: Expect`);
  requireKeys(root.Expect!, refused ? ['Refused'] : ['Status', 'Trace'], `${path}: Expect`);
  if (!/https:\/\/docs\.aws\.amazon\.com\//.test(text.split(/^Title:/m)[0])) {
    throw new Error(`${path} must begin with a comment that names the page of AWS's documentation`);
  }
  return root as PipelineCase;
}

function parse(text: string, path: string): unknown {
  try {
    return parseCloudFormation(text);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

function checkKeys(value: object, known: readonly string[], place: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new Error(`${place} has an unknown key: ${unknown}. Use one of: ${known.join(', ')}.`);
  }
}

function requireKeys(value: object, keys: readonly string[], place: string): void {
  const missing = keys.find((key) => !(key in value));
  if (missing !== undefined) {
    throw new Error(`${place} must have the key ${missing}`);
  }
}

import type { StackChanges } from './stack-changes';
import type { TestReport } from '../codebuild/test-reports';
import type { RuleOutcome } from '../conditions/rule-outcome';
import type { ActionStatus } from '../execution/action-outcome';
import type { ConditionMoment, ConditionResult } from '../model/stage-conditions';

/**
 * How a rehearsal ended. `succeeded`: the end of the pipeline was reached and nothing that ran failed. `withheld`: an
 * approval was not given, or the transition into a stage is disabled. `cancelled`: the pipeline has changed itself and
 * does not restart by itself, or does not come to rest. `superseded`: a newer run has rejected the approval that this one
 * waited for; AWS calls such a run failed.
 */
export type RehearsalStatus = 'succeeded' | 'failed' | 'withheld' | 'cancelled' | 'superseded' | 'interrupted';

/**
 * The report of a rehearsal, as it is written to `report.json`.
 *
 * Within one `schemaVersion`, keys are added and never renamed or removed. Paths are relative to the folder of the
 * report and use `/`. It holds no value of any variable, so that it may be shared.
 */
export interface RehearsalReport {
  readonly schemaVersion: 1;
  readonly status: RehearsalStatus;
  readonly pipeline: {
    readonly name: string;
    readonly logicalId: string;
    readonly stack: string;
    /** `SUPERSEDED`, `QUEUED` or `PARALLEL`; missing in reports of earlier versions. */
    readonly executionMode?: string;
  };
  /** Names the run; the folder of its logs has the same name. */
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The moment at which the clock of the run began, ISO 8601, UTC; missing if that is the machine's. */
  readonly at?: string;
  readonly durationSeconds: number;
  /** Of the duration: in which a command of a build or a function, or several at once, was running. */
  readonly commandSeconds: number;
  /** Of the duration: in which no command was running, and a person was asked for an approval. */
  readonly waitingSeconds: number;
  /** Of the duration: what is left, which the rehearsal itself has added. */
  readonly ownSeconds: number;
  /** What a person should know about the run as a whole. */
  readonly remarks: readonly string[];
  /** One for each start from the source: more than one if the pipeline has changed itself. The last one counts. */
  readonly executions: readonly ExecutionReport[];
}

export interface ExecutionReport {
  /** 1 for the first. */
  readonly number: number;
  readonly stages: readonly StageReport[];
}

export interface StageReport {
  readonly name: string;
  readonly status: ActionStatus;
  readonly durationSeconds: number;
  /** What a person should know about the stage: how its conditions came out and what followed. */
  readonly remarks: readonly string[];
  readonly actions: readonly ActionReport[];
  /** Set if the run ends before this stage, because the transition into it is disabled. */
  readonly transition?: 'disabled';
  /** The conditions that were looked at, in that order; missing if there were none. */
  readonly conditions?: readonly ConditionReport[];
  /** The actions of attempts that failed and were retried; `actions` are those of the last one. */
  readonly earlierAttempts?: readonly (readonly ActionReport[])[];
  /** Set if the stage is rolled back: to the run of that name, or to none because there is none. */
  readonly rollback?: { readonly to: string | null };
}

export interface ConditionReport {
  readonly moment: ConditionMoment;
  /** What happens if the condition is not met. */
  readonly result: ConditionResult;
  readonly outcome: 'met' | 'notMet' | 'notEvaluated';
  readonly rules: readonly (RuleOutcome & { readonly name: string; readonly provider: string })[];
}

export interface ActionReport {
  readonly name: string;
  /** As in CodePipeline: `Source`, `Build`, `Test`, `Deploy`, `Approval`, `Invoke`, `Compute`. */
  readonly category: string;
  readonly provider: string;
  readonly runOrder: number;
  readonly status: ActionStatus;
  readonly durationSeconds: number;
  /** Why the status is what it is; empty for a success. */
  readonly reasons: readonly string[];
  /** What a person should know although it changes nothing. */
  readonly remarks: readonly string[];
  /** The log of a build. */
  readonly log?: string;
  /** Set if nothing has run, because the run of that name has built the same; the log is of then. */
  readonly reused?: { readonly run: string };
  /** What a deployment changes in its stack. */
  readonly changes?: StackChanges;
  /** Set if a newer run has rejected this approval. */
  readonly superseded?: true;
  /** The test reports of a build; missing if there were none. */
  readonly reports?: readonly TestReport[];
}

/** The status of a stage, given those of its actions: the worst of them. */
export function stageStatus(actions: readonly { readonly status: ActionStatus }[]): ActionStatus {
  const order: ActionStatus[] = ['failed', 'withheld', 'interrupted', 'notExecuted'];
  const statuses = actions.map((action) => action.status);
  return order.find((status) => statuses.includes(status))
    ?? (statuses.length > 0 && statuses.every((status) => status === 'skipped') ? 'skipped' : 'succeeded');
}

/** Seconds with one digit behind the point, as all durations of a report. */
export function secondsSince(start: number): number {
  return secondsOf(Date.now() - start);
}

/** As `secondsSince`. */
export function secondsOf(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}

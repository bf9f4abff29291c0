import type { TestReport } from '../codebuild/test-reports';
import type { PipelineDefinition } from '../model/pipeline-definition';
import type { StackChanges } from '../report/stack-changes';

/**
 * How an action ended.
 *
 * `succeeded`: its effect is as it would be in AWS, as far as that can be seen here. `notExecuted`: it could not run
 * or not have its effect, the reasons say why. `withheld`: an approval was not given. `skipped`: an earlier one ended
 * the run. `interrupted`: the rehearsal was stopped.
 */
export type ActionStatus = 'succeeded' | 'failed' | 'notExecuted' | 'withheld' | 'skipped' | 'interrupted';

export interface ActionOutcome {
  readonly status: ActionStatus;
  readonly reasons?: readonly string[];
  /** What a person should know although it changes nothing. */
  readonly remarks?: readonly string[];
  /** What the action gives to its namespace. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly logFile?: string;
  /** What a deployment changes in its stack. */
  readonly changes?: StackChanges;
  /** The reports of a build's tests. */
  readonly reports?: readonly TestReport[];
  /** Set if nothing has run because an earlier rehearsal has built the same. */
  readonly reused?: { readonly run: string };
  /** Set if a newer run has taken this one out of a waiting approval. */
  readonly superseded?: true;
  /** Set if the action has changed the pipeline's own stack. */
  readonly update?: PipelineUpdate;
}

/** A change of the running pipeline by one of its own actions. */
export interface PipelineUpdate {
  readonly definition: PipelineDefinition;
  /**
   * `restart`: the new pipeline starts from its source. `cancel`: it does not, and the run ends. `goOn`: the pipeline
   * itself is the same, only its surroundings (such as a CodeBuild project) have changed.
   */
  readonly consequence: 'restart' | 'cancel' | 'goOn';
}

/** Thrown by an action that cannot run on this machine. */
export class NotExecutable extends Error {}

/** Thrown by an action that fails here as it would in AWS. */
export class ActionFailure extends Error {
  constructor(message: string, public readonly remarks: readonly string[] = []) {
    super(message);
  }
}

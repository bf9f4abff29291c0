import type { ActionOutcome } from '../execution/action-outcome';
import type { ActionDefinition } from '../model/pipeline-definition';

/** The stack that a CloudFormation action is about. */
export interface TargetStack {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** The account of a role, given its ARN. */
export function accountOfRole(arn = ''): string | undefined {
  return /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1];
}

/** A file of an input artifact. */
export interface ArtifactFile {
  /** As the action names it: `Artifact::path`. */
  readonly reference: string;
  /** Where it is on this machine. */
  readonly file: string;
}

/** What a CloudFormation action asks for. */
export interface StackRequest {
  /** The action, its variables resolved. */
  readonly action: ActionDefinition;
  readonly stack: TargetStack;
  readonly template: ArtifactFile;
  /** Parameters, tags and the stack policy, if the action names such a file. */
  readonly templateConfiguration?: ArtifactFile;
}

/** What a CloudFormation action asks for a stack that is there already. */
export type StackReference = Pick<StackRequest, 'action' | 'stack'>;

/** What is known of a stack, in files that the stand-in for the AWS CLI reads. */
export interface StackFiles {
  /** The template that is live, in a record of `DeployedStacks`; it is not there before the first deployment. */
  readonly deployed: string;
  /** A folder with a description of each change set that waits, by its name; it is not there if none does. */
  readonly changeSets: string;
}

/**
 * Where CloudFormation actions have their effect.
 *
 * All methods may throw `ActionFailure` and `NotExecutable`, which become the outcome of the action. A change set is
 * executed only after the same execution of the pipeline has prepared it.
 */
export interface Deployment {
  /** Learns of a template that will be asked for unless the run ends before. References to variables are not resolved. */
  announce?(request: StackRequest): void;
  /** `CREATE_UPDATE` and `REPLACE_ON_FAILURE`. */
  createOrUpdate(request: StackRequest): Promise<ActionOutcome>;
  /** `CHANGE_SET_REPLACE`. The change set counts as prepared if the outcome is a success. */
  prepareChangeSet(request: StackRequest, changeSet: string): Promise<ActionOutcome>;
  /** `CHANGE_SET_EXECUTE`. */
  executeChangeSet(reference: StackReference, changeSet: string): Promise<ActionOutcome>;
  /** `DELETE_ONLY`. */
  delete(reference: StackReference): Promise<ActionOutcome>;
  /** What a build can be told of a stack; missing if builds have to ask for it elsewhere. */
  filesOf?(stack: TargetStack): StackFiles;
  /** A stage goes back to what it had deployed in an earlier run. Answers with what a person should know of it. */
  rollBack(stage: string, run: string): Promise<readonly string[]>;
}

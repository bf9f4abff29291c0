import type { AlarmDefinition } from './alarm-definition';
import type { AssemblyStack } from './cloud-assembly';
import type { LambdaFunction } from './lambda-function';
import type { StageConditions } from './stage-conditions';
import type { StageHold } from './stage-hold';
import type { StageListener } from './stage-listener';

/** A CodePipeline as it was synthesized, with its intrinsic functions resolved to readable text. */
export interface PipelineDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly stack: AssemblyStack;
  /** The stacks that the pipeline deploys when it updates itself: its own and those that this depends on. */
  readonly updatedStacks: readonly AssemblyStack[];
  /** `V1` or `V2`; undefined leaves it to AWS, which takes the one that the definition needs. */
  readonly type?: string;
  /** What a run does that meets another: `SUPERSEDED`, `QUEUED` or `PARALLEL`. */
  readonly executionMode: string;
  readonly hasTriggers: boolean;
  /** Whether an update of the pipeline by itself starts it again from the source. */
  readonly restartsOnUpdate: boolean;
  /** The pipeline's own variables with their default values, if they have one, read as `#{variables.NAME}`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stages: readonly StageDefinition[];
  /** The CodeBuild projects of all stacks of the assembly. */
  readonly projects: readonly CodeBuildProject[];
  /** The Lambda functions of all stacks of the assembly. */
  readonly functions: readonly LambdaFunction[];
  /** The alarms of all stacks of the assembly. */
  readonly alarms: readonly AlarmDefinition[];
  /** What EventBridge calls on a schedule and may hold a run before a stage. */
  readonly holds: readonly StageHold[];
  /** What EventBridge calls when a stage of a pipeline succeeds. */
  readonly listeners: readonly StageListener[];
  /** The text of the whole template: what `cdk deploy` compares. */
  readonly templateText: string;
  /** The text of the pipeline's resource: what makes CodePipeline restart. */
  readonly resourceText: string;
}

export interface StageDefinition {
  readonly name: string;
  readonly actions: readonly ActionDefinition[];
  readonly conditions: StageConditions;
  /** Why the transition into the stage is disabled; undefined if it is enabled. */
  readonly disabledBecause?: string;
}

export interface ActionDefinition {
  readonly stage: string;
  readonly name: string;
  /** `Source`, `Build`, `Test`, `Deploy`, `Approval`, `Invoke` or `Compute`. */
  readonly category: string;
  readonly provider: string;
  readonly runOrder: number;
  readonly namespace?: string;
  /** The ARN of the role that CodePipeline takes on for the action; undefined is the pipeline's own. */
  readonly roleArn?: string;
  /** The region in which the action has its effect; undefined is the pipeline's own. */
  readonly region?: string;
  /** How long the action may take, or an approval may wait; undefined is AWS's default. */
  readonly timeoutInMinutes?: number;
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What the provider `Commands` runs and makes; undefined for any other. */
  readonly compute?: ComputeDefinition;
}

/** The properties of an action of the provider `Commands`, which stand beside its configuration. */
export interface ComputeDefinition {
  readonly commands: readonly string[];
  readonly variables: readonly BuildVariable[];
  readonly outputVariables: readonly string[];
  /** The file patterns of the output artifacts by name. */
  readonly outputFiles: Readonly<Record<string, readonly string[]>>;
}

export interface CodeBuildProject {
  readonly logicalId: string;
  readonly name: string;
  readonly image: string;
  /** Such as `BUILD_GENERAL1_SMALL`; undefined if it is not written in the template. */
  readonly computeType?: string;
  /** The KMS key of the project's artifacts; undefined is AWS's own for S3. */
  readonly encryptionKey?: string;
  /** Inline buildspec, or a file name within the primary input; undefined stands for `buildspec.yml`. */
  readonly buildspec?: string;
  readonly variables: readonly BuildVariable[];
  /** Whether builds keep the files of their buildspec's cache for each other. */
  readonly keepsCache?: boolean;
  /** How long a build may take; undefined is AWS's default. */
  readonly timeoutInMinutes?: number;
  readonly account: string;
  readonly region: string;
}

/** A variable of a CodeBuild project or action. */
export interface BuildVariable {
  readonly name: string;
  readonly type: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
  readonly value: string;
}

/** Whether a person means this action: by its name or by its label; a whole stage is meant by neither. */
export function isNamed(action: { stage: string; name: string }, name: string): boolean {
  return [action.name, labelOf(action), `${action.stage}/${action.name}`].includes(name);
}

/** Whether a person means this approval: by its name, by its label, or by its stage, in which it is often alone. */
export function isMeant(approval: { stage: string; name: string }, name: string): boolean {
  return approval.stage === name || isNamed(approval, name);
}

/** How an action is named in messages and reports. */
export function labelOf(action: { stage: string; name: string }): string {
  return `${action.stage} / ${action.name}`;
}

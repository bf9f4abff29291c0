import type { ExecutionContext } from './execution-context';
import type { StageTransitions } from './stage-transitions';
import { targetOf, targetOfUpdate } from '../deployment/deploy-action';
import type { StackFiles, TargetStack } from '../deployment/deployment';
import type { CodeBuildProject } from '../model/pipeline-definition';

/** What a build can ask `aws` for without AWS: what this rehearsal itself has done. Read by `assets/rehearsal/shims/aws-answers.js`. */
export interface AwsAnswers {
  /** Who asks that has taken on no role. */
  readonly account: string;
  readonly region: string;
  /** As https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GetPipelineState.html answers. */
  readonly pipeline: PipelineState;
  /** The stacks that the pipeline deploys, and its own. */
  readonly stacks: readonly (TargetStack & Partial<StackFiles> & {
    /** Whether the stack is the pipeline's own, which no emulator has. */
    readonly isOwn?: boolean;
  })[];
}

interface PipelineState {
  readonly pipelineName: string;
  readonly stageStates: readonly {
    readonly stageName: string;
    readonly inboundTransitionState: InboundTransition;
    readonly latestExecution?: StageExecution;
  }[];
}

interface InboundTransition {
  readonly enabled: boolean;
  readonly disabledReason?: string;
  readonly lastChangedBy?: string;
  readonly lastChangedAt?: Date;
}

interface StageExecution {
  readonly pipelineExecutionId: string;
  readonly status: 'InProgress' | 'Succeeded' | 'Skipped';
  /** A rollback runs a stage in AWS only. */
  readonly type: 'STANDARD';
}

/** @param stage in which the build runs */
export function awsAnswers(stage: string, { account, region }: Pick<CodeBuildProject, 'account' | 'region'>, context: ExecutionContext): AwsAnswers {
  const stacks = targets(context).map((stack) => ({ ...stack, ...context.deployment.filesOf?.(stack) }));
  return { account, region, pipeline: pipelineState(stage, context), stacks: [...stacks, ...ownStacks(context)] };
}

/** @param present the stage that runs, if one does */
export function pipelineState(present: string | undefined, context: ExecutionContext): PipelineState {
  const { definition, executionId, finishedStages, transitions } = context;
  const statusOf = (name: string): StageExecution['status'] | undefined => {
    const finished = finishedStages.find((stage) => stage.name === name);
    return name === present ? 'InProgress' : finished && (finished.status === 'skipped' ? 'Skipped' : 'Succeeded');
  };
  return {
    pipelineName: definition.name,
    stageStates: definition.stages.map(({ name }) => {
      const status = statusOf(name);
      const inboundTransitionState = inboundTransitionOf(name, transitions);
      const latestExecution: StageExecution | undefined = status && { pipelineExecutionId: executionId, status, type: 'STANDARD' };
      return { stageName: name, inboundTransitionState, ...(latestExecution && { latestExecution }) };
    }),
  };
}

function ownStacks({ definition, deployed }: ExecutionContext): AwsAnswers['stacks'] {
  return definition.updatedStacks.map(targetOfUpdate).map((stack) => ({ ...stack, deployed: deployed.fileOf(stack), isOwn: true }));
}

function inboundTransitionOf(stage: string, transitions: StageTransitions): InboundTransition {
  // An action may have changed the pipeline: a stage that is new has nothing that holds it.
  const { enabled, reason, changed } = transitions.find(stage) ?? { enabled: true };
  return { enabled, ...(!enabled && { disabledReason: reason }), ...(changed && { lastChangedBy: changed.by, lastChangedAt: changed.at }) };
}

/** The stacks that the pipeline deploys. */
export function targets(context: ExecutionContext): TargetStack[] {
  const actions = context.definition.stages.flatMap((stage) => stage.actions).filter(({ provider }) => provider === 'CloudFormation');
  const stacks = actions.map((action) => targetOf(action, action.configuration.StackName ?? '', context));
  return [...new Map(stacks.map((stack) => [JSON.stringify(stack), stack])).values()];
}

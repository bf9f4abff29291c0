import { aws_codepipeline as codepipeline } from 'aws-cdk-lib';
import { ExecutionMode, PipelineBlueprint } from '../../../blueprint';

/** Newest wins is what CodePipeline does anyway, and an absent property leaves templates as they were. */
const MODES: Record<ExecutionMode, codepipeline.ExecutionMode | undefined> = {
  [ExecutionMode.SUPERSEDED]: undefined,
  [ExecutionMode.QUEUED]: codepipeline.ExecutionMode.QUEUED,
  [ExecutionMode.PARALLEL]: codepipeline.ExecutionMode.PARALLEL,
};

export function executionModeOf(blueprint: PipelineBlueprint): codepipeline.ExecutionMode | undefined {
  return MODES[blueprint.executionMode];
}

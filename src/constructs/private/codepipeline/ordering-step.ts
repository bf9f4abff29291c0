import { aws_codepipeline as codepipeline, pipelines } from 'aws-cdk-lib';

/**
 * A step that only orders: it becomes no action of the pipeline.
 *
 * CDK Pipelines knows dependencies between steps, not between stages of a wave. One such step after a stage and one
 * before the next carry the order without costing an action.
 */
export class OrderingStep extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  public produceAction(_stage: codepipeline.IStage, _options: pipelines.ProduceActionOptions): pipelines.CodePipelineActionFactoryResult {
    return { runOrdersConsumed: 0 };
  }
}

import { pipelines } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgePipelineFindings } from './acknowledged-findings';
import { completeReplicationBuckets } from './artifact-store';

/**
 * CDK Pipelines with a moment before it is built.
 *
 * It renders itself when the app is synthesized. Environments become waves only then, when all their stages and
 * those stages' outputs are known, whatever order the app declared them in.
 */
export class DeliveryEngine extends pipelines.CodePipeline {
  public constructor(scope: Construct, id: string, props: pipelines.CodePipelineProps, private readonly addWaves: (engine: DeliveryEngine) => void) {
    super(scope, id, props);
  }

  protected doBuildPipeline(): void {
    this.addWaves(this);
    super.doBuildPipeline();
    completeReplicationBuckets(this.pipeline);
    acknowledgePipelineFindings(this.node.scope!);
  }
}

import { pipelines } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { writePartition } from './partition-literals';
import { completeReplicationBuckets } from './replication-buckets';

/** What a pipeline gets before and after it is rendered. */
export interface EngineParts {
  addWaves(engine: DeliveryEngine): void;

  /** Stages and actions exist now. */
  complete(): void;
}

/**
 * CDK Pipelines with a moment before it is built.
 *
 * It renders itself when the app is synthesized. Environments become waves only then, when all their stages and
 * those stages' outputs are known, whatever order the app declared them in.
 */
export class DeliveryEngine extends pipelines.CodePipeline {
  public constructor(scope: Construct, id: string, props: pipelines.CodePipelineProps, private readonly parts: EngineParts) {
    super(scope, id, props);
  }

  protected doBuildPipeline(): void {
    this.parts.addWaves(this);
    super.doBuildPipeline();
    this.parts.complete();
    completeReplicationBuckets(this.pipeline);
    writePartition(this.pipeline);
  }
}

import { aws_codepipeline as codepipeline, aws_s3 as s3 } from 'aws-cdk-lib';
import { ACCESS_LOGS_KEPT, ARTIFACTS_KEPT } from './artifact-retention';
import { AccessLogBucket } from '../access-log-bucket';

const ACCESS_LOGS = 'AccessLogs';

/** Gives the buckets that CDK makes for other regions what the main one has: access logs and expiry. */
export function completeReplicationBuckets(pipeline: codepipeline.Pipeline): void {
  // Pipelines of one app share the stack of a region; the first one has completed it for all.
  const incomplete = Object.values(pipeline.crossRegionSupport).filter(({ stack }) => !stack.node.tryFindChild(ACCESS_LOGS));
  for (const { replicationBucket, stack } of incomplete) {
    const bucket = replicationBucket as s3.Bucket;
    bucket.addLifecycleRule(ARTIFACTS_KEPT);
    new AccessLogBucket(stack, ACCESS_LOGS, ACCESS_LOGS_KEPT).logAccessTo(bucket);
  }
}

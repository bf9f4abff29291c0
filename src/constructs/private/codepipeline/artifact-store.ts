import { aws_codepipeline as codepipeline, aws_kms as kms, aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLogBucket } from '../access-log-bucket';

/** Long enough to roll a stage back or to look at an old release; short enough not to pay for every build forever. */
const ARTIFACTS_KEPT: s3.LifecycleRule = { expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) };
const ACCESS_LOGS_KEPT = Duration.days(90);

/** Where the pipeline's artifacts lie: one key that environments may use, encrypted, TLS only, logged, expiring. */
export class ArtifactStore extends Construct {
  public readonly bucket: s3.Bucket;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'Artifacts of the delivery pipeline' }),
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [ARTIFACTS_KEPT],
    });
    new AccessLogBucket(this, 'AccessLogs', ACCESS_LOGS_KEPT).logAccessTo(this.bucket);
  }
}

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

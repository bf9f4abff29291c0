import { aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLogBucket } from './private/access-log-bucket';
import { ACCESS_LOGS_KEPT, ARTIFACTS_KEPT } from './private/codepipeline/artifact-retention';

/**
 * Where pipelines keep their artifacts: one bucket and one key, encrypted, reached by TLS only, with access logs for and
 * artifacts expiring after 90 days. The key rotates and may be used by the environments' deploy roles.
 *
 * Every pipeline makes its own unless it is given one. Share one between the pipelines of an app, such as one for each
 * branch, to pay for one key instead of several; their builds can then read each other's artifacts.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts
 */
export class PipelineArtifactStore extends Construct {
  /** The bucket with the artifacts. */
  public readonly bucket: s3.Bucket;

  /** The key that artifacts are encrypted with. */
  public readonly key: kms.Key;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'Artifacts of the delivery pipeline' });
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [ARTIFACTS_KEPT],
    });
    new AccessLogBucket(this, 'AccessLogs', ACCESS_LOGS_KEPT).logAccessTo(this.bucket);
  }
}

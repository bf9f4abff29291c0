import { aws_kms as kms, aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLogBucket } from '../../access-log-bucket';

/** A build that nobody has run for a month starts anew. */
const CACHE_KEPT: s3.LifecycleRule = { expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) };
const ACCESS_LOGS_KEPT = Duration.days(90);

/** The caches of builds: encrypted, TLS only, logged, expiring. */
export class CacheBucket extends s3.Bucket {
  public constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: new kms.Key(scope, `${id}Key`, { enableKeyRotation: true, description: 'Caches of the delivery pipeline\'s builds' }),
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [CACHE_KEPT],
    });
    new AccessLogBucket(scope, `${id}AccessLogs`, ACCESS_LOGS_KEPT).logAccessTo(this);
  }
}

import { aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentProfile } from '../../../blueprint';
import { removalPolicyOf } from '../profile-settings';
import type { TrafficLogBucket } from '../traffic-log-bucket';

/** The files of a site. Releases are never deleted by age, since an old one may be the stable one; what was deleted can be brought back for 30 days. */
export function createSiteBucket(scope: Construct, profile: EnvironmentProfile, trafficLogs: TrafficLogBucket): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'Bucket', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [{
      noncurrentVersionExpiration: Duration.days(30),
      expiredObjectDeleteMarker: true,
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    }],
    removalPolicy: removalPolicyOf(profile),
    // CloudFormation refuses to delete a bucket that holds objects, and the profile promises that deletion works.
    autoDeleteObjects: !profile.keepsData,
  });
  trafficLogs.logAccessTo(bucket, 'bucket/');
  return bucket;
}

import { aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { removalPolicyOf } from './profile-settings';
import type { EnvironmentProfile } from '../../blueprint';

/**
 * A private bucket for the access logs of distributions, load balancers and buckets. Its objects expire.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
export class TrafficLogBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, profile: EnvironmentProfile) {
    super(scope, id, {
      // Load balancers deliver their logs only to buckets without a customer's key.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // CloudFront delivers its logs by access control list. The bucket's owner owns what is delivered all the same.
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(profile.logRetentionDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: removalPolicyOf(profile),
      // CloudFormation refuses to delete a bucket that holds objects, and the profile promises that deletion works.
      autoDeleteObjects: !profile.keepsData,
    });
  }
}

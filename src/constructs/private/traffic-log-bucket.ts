import { aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLogBucket } from './access-log-bucket';
import { removalPolicyOf } from './profile-settings';
import type { EnvironmentProfile } from '../../blueprint';

/**
 * The logs of a stage's distribution, load balancer and buckets, kept as long as its profile says.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
export class TrafficLogBucket extends AccessLogBucket {
  constructor(scope: Construct, id: string, profile: EnvironmentProfile) {
    super(scope, id, Duration.days(profile.logRetentionDays), {
      // CloudFront delivers its logs by access control list. The bucket's owner owns what is delivered all the same.
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      removalPolicy: removalPolicyOf(profile),
      // CloudFormation refuses to delete a bucket that holds objects, and the profile promises that deletion works.
      autoDeleteObjects: !profile.keepsData,
    });
  }
}

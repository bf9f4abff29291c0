import { aws_iam as iam, aws_s3 as s3, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * A private bucket for the access logs of other buckets, which expire.
 *
 * The delivery is allowed by policy and not by an access control list, whichever feature flags the app has set.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class AccessLogBucket extends s3.Bucket {
  public constructor(scope: Construct, id: string, keptFor: Duration, overrides: s3.BucketProps = {}) {
    super(scope, id, {
      // S3 and load balancers deliver their logs only to buckets without a customer's key.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: keptFor, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      ...overrides,
    });
  }

  /** From now on, this bucket holds the access logs of that one. */
  public logAccessTo(bucket: s3.Bucket, prefix?: string): void {
    this.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [this.arnForObjects('*')],
      conditions: { ArnLike: { 'aws:SourceArn': bucket.bucketArn }, StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    }));
    (bucket.node.defaultChild as s3.CfnBucket).loggingConfiguration = { destinationBucketName: this.bucketName, logFilePrefix: prefix };
  }
}

import { aws_cloudfront as cloudfront, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { removalPolicyOf } from './private/profile-settings';
import { deployContent } from './private/site/content-deployment';
import { createSiteDistribution } from './private/site/distribution';
import { TrafficLogBucket } from './private/traffic-log-bucket';
import { SiteContent } from './site-content';
import type { EnvironmentProfile } from '../blueprint';

/** The files of a site. */
export interface StaticSiteOptions {
  /** The files of the site. */
  readonly content: SiteContent;
}

/** The files of a site and what the environment is for. */
export interface StaticSiteProps extends StaticSiteOptions {
  /** What the environment is for. Required, so that nobody gets deletion in production by omission. */
  readonly profile: EnvironmentProfile;
}

/**
 * A single-page application or any other static files in a private bucket, with CloudFront as the only entrance.
 *
 * A path without a file extension is answered with `index.html` and status 200; a file that is missing stays a 404.
 * Use it in a stack of your own. To deliver a site with the pipeline, use `StaticSiteStage`.
 */
export class StaticSite extends Construct {
  /** The files of the site. */
  public readonly bucket: s3.Bucket;

  /** The entrance to the site. */
  public readonly distribution: cloudfront.Distribution;

  /** The address of the site, such as `https://d111111abcdef8.cloudfront.net`. */
  public readonly url: string;

  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id);
    const trafficLogs = new TrafficLogBucket(this, 'TrafficLogs', props.profile);
    this.bucket = this.createBucket(props.profile, trafficLogs);
    this.distribution = createSiteDistribution(this, this.bucket, trafficLogs);
    this.url = `https://${this.distribution.distributionDomainName}`;
    deployContent(this, this.bucket, props.content._bind(this), props.profile);
  }

  private createBucket(profile: EnvironmentProfile, trafficLogs: TrafficLogBucket): s3.Bucket {
    const bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: removalPolicyOf(profile),
      // CloudFormation refuses to delete a bucket that holds objects, and the profile promises that deletion works.
      autoDeleteObjects: !profile.keepsData,
    });
    trafficLogs.logAccessTo(bucket, 'bucket/');
    return bucket;
  }
}

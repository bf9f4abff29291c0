import { Annotations, aws_cloudfront as cloudfront, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createSiteBucket } from './private/site/bucket';
import { createDashboard } from './private/site/dashboard';
import { createSiteDistribution } from './private/site/distribution';
import { createEdgeFunctions } from './private/site/edge-functions';
import { edgeResources } from './private/site/edge-resources';
import { createReleaseAlarms } from './private/site/release-alarms';
import { releaseIdOf, releaseNotice } from './private/site/releases/release-notice';
import { probePathsOf } from './private/site/releases/release-plan';
import { createReleases } from './private/site/releases/releases';
import { settingsOf } from './private/site/settings';
import { checkSite } from './private/site/site-rules';
import { UsEast1 } from './private/site/us-east-1';
import { TrafficLogBucket } from './private/traffic-log-bucket';
import type { SiteAlarmOptions, SiteReleaseAlarm } from './site-alarm-options';
import { SiteContent } from './site-content';
import type { SiteDomainOptions } from './site-domain-options';
import type { SiteEdgeOptions } from './site-edge-options';
import type { SiteObservationOptions } from './site-observation-options';
import type { SiteReleaseOptions } from './site-release-options';
import type { EnvironmentProfile } from '../blueprint';

/** The files of a site, and how visitors reach them. */
export interface StaticSiteOptions extends SiteAlarmOptions, SiteDomainOptions, SiteEdgeOptions, SiteObservationOptions, SiteReleaseOptions {
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
 *
 * CloudFront reads certificates and web ACLs in us-east-1 only, and is measured there. What is made of these goes into the site's stack if that is there;
 * otherwise into stacks beside it: certificate and web ACL into one named `<stack>-global`, which is deployed before it, and alarms into one named
 * `<stack>-alarms`, after it. The synth names them; their account must be bootstrapped in us-east-1.
 *
 * Use it in a stack of your own. To deliver a site with the pipeline, use `StaticSiteStage`.
 */
export class StaticSite extends Construct {
  /** The files of the site. */
  public readonly bucket: s3.Bucket;

  /** The entrance to the site. */
  public readonly distribution: cloudfront.Distribution;

  /** What tells CloudFront which release answers whom. */
  public readonly store: cloudfront.KeyValueStore;

  /**
   * What turns a release back: the rates of failed and of refused requests, where a release is held or a topic is told, then the alarms
   * that were given.
   */
  public readonly releaseAlarms: SiteReleaseAlarm[];

  /** The id of the release that was deployed last, such as `3f2a91c07be4d512`. It is known once it is deployed. */
  public readonly release: string;

  /**
   * Lists releases, goes back to one of them and ends that, when it is invoked as `npx projen site` does. Grant its invocation to whoever may do that.
   */
  public readonly releasesFunction: lambda.IFunction;

  /** The address of the site, such as `https://d111111abcdef8.cloudfront.net`. */
  public readonly url: string;

  /**
   * @throws Error that lists every property with a value that cannot work, and the region of the stack if it must be known and is not
   */
  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id);
    const settings = settingsOf(props);
    checkSite(this, props, settings);

    const { profile } = props;
    const usEast1 = new UsEast1(this, profile);
    const logs = new TrafficLogBucket(this, 'TrafficLogs', profile);
    this.bucket = createSiteBucket(this, profile, logs);
    const functions = createEdgeFunctions(this);
    this.store = functions.store;
    const edge = edgeResources(this, props, settings, usEast1);
    this.distribution = createSiteDistribution(this, { props, settings, bucket: this.bucket, logs, functions, edge });
    this.url = `https://${props.domainName ?? this.distribution.distributionDomainName}`;
    this.releaseAlarms = createReleaseAlarms(this, this.distribution, props, settings, usEast1);
    if (props.dashboard ?? true) {
      createDashboard(this, { distribution: this.distribution, functions, settings });
    }
    const content = props.content._bind(this);
    const { release, operate } = createReleases(this, {
      profile,
      bucket: this.bucket,
      store: this.store,
      distribution: this.distribution,
      content,
      settings: props.settings,
      plan: {
        rollout: settings.rollout,
        kept: settings.keptReleases,
        alarms: this.releaseAlarms,
        probePaths: probePathsOf(props, props.countries),
        host: this.distribution.distributionDomainName,
      },
    });
    this.release = release.getAttString('Release');
    this.releasesFunction = operate;
    Annotations.of(this).addInfo(releaseNotice(releaseIdOf(this, content.assetHash, props.settings), content.assetHash, settings.rollout));
    usEast1.tell();
  }
}

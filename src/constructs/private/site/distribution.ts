import { aws_cloudfront as cloudfront, aws_route53_targets as targets, aws_s3 as s3, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { apiBehavior, filesBehavior } from './behaviors';
import type { EdgeFunctions } from './edge-functions';
import type { EdgeResources } from './edge-resources';
import { securityHeaders } from './security-headers';
import type { Settings } from './settings';
import type { StaticSiteProps } from '../../static-site';
import { acknowledgeDistribution } from '../distribution-findings';
import { addRecords } from '../domain/alias-records';
import { edgeDomain } from '../domain/edge-domain';

export interface SiteDistributionSettings {
  readonly props: StaticSiteProps;
  readonly settings: Settings;
  readonly bucket: s3.IBucket;
  readonly logs: s3.IBucket;
  readonly functions: EdgeFunctions;
  readonly edge: EdgeResources;
}

/** HTTPS, security headers and the choice of a release in front of a private bucket, and the API beside it. */
export function createSiteDistribution(scope: Construct, site: SiteDistributionSettings): cloudfront.Distribution {
  const { props, settings, bucket, logs, functions, edge } = site;
  const headers = securityHeaders(scope, settings.contentSecurityPolicy);
  // No `errorResponses`: they would turn every missing file, and every error of an API, into HTML.
  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    ...edgeDomain(props, props.domainName, edge.certificate),
    // The function answers "/" itself. Were it gone, S3 would answer with the list of all releases.
    defaultRootObject: 'index.html',
    logBucket: logs,
    logFilePrefix: 'cloudfront/',
    webAclId: edge.webAclArn,
    defaultBehavior: filesBehavior(scope, bucket, functions, headers),
    additionalBehaviors: props.api && apiBehavior(scope, props.api, headers),
  });
  acknowledgeDistribution(distribution, {
    limitsCountries: props.countries !== undefined,
    hasCertificate: edge.certificate !== undefined,
    hasWebAcl: edge.webAclArn !== undefined,
  });
  Validations.of(scope).acknowledge({
    id: '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
    reason: 'Nobody can list the bucket: every path is changed to one below a release, query strings are not passed on, and the default root object is set.',
  });
  addRecords(scope, props, new targets.CloudFrontTarget(distribution), { ipv6: true });
  return distribution;
}

import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EdgeFunctions } from './edge-functions';
import type { SiteApi } from '../../site-api';

/** Requests for files of the site, each of them below the folder of a release. */
export function filesBehavior(
  scope: Construct, bucket: s3.IBucket, functions: EdgeFunctions, responseHeadersPolicy: cloudfront.IResponseHeadersPolicy,
): cloudfront.BehaviorOptions {
  return {
    // Without the right to list, S3 answers 403 for a missing file and hides that it is missing.
    origin: origins.S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
    }),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
    compress: true,
    cachePolicy: releaseCache(scope),
    responseHeadersPolicy,
    functionAssociations: [
      { function: functions.routeRelease, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST },
      { function: functions.rememberRelease, eventType: cloudfront.FunctionEventType.VIEWER_RESPONSE },
    ],
  };
}

/**
 * What a path below a release says never changes, so CloudFront keeps it for a day and more, whatever `Cache-Control` says; that is for browsers, which
 * ask for a page again because its path holds no release. Nothing of a request but the path decides about the answer.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 */
function releaseCache(scope: Construct): cloudfront.CachePolicy {
  return new cloudfront.CachePolicy(scope, 'ReleaseCache', {
    comment: 'Files of releases, which never change',
    minTtl: Duration.days(1),
    defaultTtl: Duration.days(1),
    maxTtl: Duration.days(365),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

/** Requests for an API, which are passed on as they are, and its answers. A redirect to HTTPS would come after a body was sent in the clear. */
export function apiBehavior(
  scope: Construct, api: SiteApi, responseHeadersPolicy: cloudfront.IResponseHeadersPolicy,
): Record<string, cloudfront.BehaviorOptions> {
  return {
    [api._pathPattern]: {
      origin: new origins.HttpOrigin(api._domainNameIn(scope), {
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy,
    },
  };
}

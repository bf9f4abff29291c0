import { join } from 'node:path';
import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_s3 as s3, Duration, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeDistribution } from '../distribution-findings';

const SINGLE_PAGE_FALLBACK = join(__dirname, '..', '..', '..', '..', 'assets', 'single-page-fallback.js');

/** HTTPS, security headers and the single-page fallback in front of a private bucket. */
export function createSiteDistribution(scope: Construct, bucket: s3.IBucket, logs: s3.IBucket): cloudfront.Distribution {
  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    defaultRootObject: 'index.html',
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    logBucket: logs,
    logFilePrefix: 'cloudfront/',
    defaultBehavior: {
      // Without the right to list, S3 answers 403 for a missing file and hides that it is missing.
      origin: origins.S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: securityHeaders(scope),
      functionAssociations: [{ function: singlePageFallback(scope), eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    },
  });
  acknowledgeDistribution(distribution);
  acknowledgeList(scope);
  return distribution;
}

function acknowledgeList(scope: Construct): void {
  Validations.of(scope).acknowledge({
    id: '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
    reason: 'Nobody can list the bucket: the default root object is set, and the single-page fallback answers "/" with index.html.',
  });
}

/** Not done by `errorResponses`: they would turn every missing file, and every error of an API, into HTML. */
function singlePageFallback(scope: Construct): cloudfront.Function {
  return new cloudfront.Function(scope, 'SinglePageFallback', {
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    code: cloudfront.FunctionCode.fromFile({ filePath: SINGLE_PAGE_FALLBACK }),
    comment: 'Answers paths without a file with index.html',
  });
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html */
function securityHeaders(scope: Construct): cloudfront.ResponseHeadersPolicy {
  return new cloudfront.ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
      // Not for subdomains and not preloaded: both bind a whole domain, which is its owner's decision.
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
  });
}

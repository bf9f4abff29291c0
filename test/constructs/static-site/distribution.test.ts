import { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { onlyResource } from '../../support/services';
import { siteStage, siteTemplate, siteWith } from '../../support/sites';

const distributionOf = (template = siteTemplate()) => onlyResource(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
const headersOf = (template = siteTemplate()) =>
  onlyResource(template, 'AWS::CloudFront::ResponseHeadersPolicy').Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;

describe('[S1] the distribution', () => {
  test('speaks HTTPS with HTTP/2 and HTTP/3, and logs', () => {
    expect(distributionOf()).toMatchObject({
      HttpVersion: 'http2and3', DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' }, Logging: { Prefix: 'cloudfront/' },
    });
  });

  test('takes requests that read, and compresses what it answers', () => {
    expect(distributionOf().DefaultCacheBehavior).toMatchObject({ AllowedMethods: ['GET', 'HEAD'], Compress: true });
  });

  test('reads the bucket by origin access control', () => {
    const template = siteTemplate();
    const [origin, ...others] = distributionOf(template).Origins;
    expect(others).toEqual([]);
    expect(origin).toMatchObject({ OriginAccessControlId: expect.anything(), S3OriginConfig: { OriginAccessIdentity: '' } });
    expect(onlyResource(template, 'AWS::CloudFront::OriginAccessControl').Properties.OriginAccessControlConfig).toMatchObject({ SigningBehavior: 'always', SigningProtocol: 'sigv4' });
  });

  test('answers from all locations and to all countries unless told otherwise', () => {
    const anywhere = distributionOf();
    expect([anywhere.PriceClass, anywhere.Restrictions]).toEqual([undefined, undefined]);
    expect(distributionOf(siteTemplate({ priceClass: cloudfront.PriceClass.PRICE_CLASS_100, countries: ['DE', 'FR'] }))).toMatchObject({
      PriceClass: 'PriceClass_100', Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE', 'FR'] } },
    });
  });

  test.each([[['Germany'], 'countries must be two capital letters each, got: Germany'], [[], 'countries must name a country, got: []']])('refuses the countries %p', (countries, message) => {
    expect(siteWith({ countries })).toThrow(message);
  });
});

describe('[S4] releases', () => {
  test('are chosen by a function that reads a store, and remembered by another, as they are shipped', () => {
    const template = siteTemplate();
    const functions = template.findResources('AWS::CloudFront::Function');
    const associated = distributionOf(template).DefaultCacheBehavior.FunctionAssociations
      .map(({ EventType, FunctionARN }: any) => [EventType, functions[FunctionARN['Fn::GetAtt'][0]].Properties]);
    const [store] = Object.keys(template.findResources('AWS::CloudFront::KeyValueStore'));
    expect(associated).toEqual([
      ['viewer-request', expect.objectContaining({ AutoPublish: true, FunctionCode: expect.stringContaining("'/releases/' + release") })],
      ['viewer-response', expect.objectContaining({ AutoPublish: true, FunctionCode: expect.stringContaining('__Host-release') })],
    ]);
    expect(associated.map(([, { FunctionConfig }]: any) => [FunctionConfig.Runtime, FunctionConfig.KeyValueStoreAssociations])).toEqual([
      ['cloudfront-js-2.0', [{ KeyValueStoreARN: { 'Fn::GetAtt': [store, 'Arn'] } }]], ['cloudfront-js-2.0', undefined],
    ]);
  });

  test('have a store that the construct shows', () => {
    const { site, stack } = siteStage();
    expect(stack.resolve(site.store.keyValueStoreArn)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^SiteReleases/), 'Arn'] });
  });

  test('rewrite requests and not errors, so that a missing file and an error of an API never become HTML', () => {
    expect(distributionOf().CustomErrorResponses).toBeUndefined();
  });

  test('are kept at the edge for a day and more by their paths alone, because they never change', () => {
    const { Name, ...cache } = onlyResource(siteTemplate(), 'AWS::CloudFront::CachePolicy').Properties.CachePolicyConfig;
    const none = (kind: string, name: string) => ({ [`${name}Config`]: { [kind]: 'none' } });
    expect(cache).toMatchObject({
      MinTTL: 86_400,
      DefaultTTL: 86_400,
      MaxTTL: 31_536_000,
      ParametersInCacheKeyAndForwardedToOrigin: {
        ...none('CookieBehavior', 'Cookies'),
        ...none('HeaderBehavior', 'Headers'),
        ...none('QueryStringBehavior', 'QueryStrings'),
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
      },
    });
  });

  test('never end in a list of the bucket, also without the function', () => {
    expect(distributionOf().DefaultRootObject).toBe('index.html');
  });
});

describe('[S1] the security headers', () => {
  test('are sent with every answer', () => {
    expect(headersOf()).toEqual({
      ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, Override: true },
    });
  });

  test('take a policy of one\'s own for what pages load', () => {
    const contentSecurityPolicy = "default-src 'self'; img-src 'self' https://images.example.com";
    expect(headersOf(siteTemplate({ contentSecurityPolicy })).ContentSecurityPolicy.ContentSecurityPolicy).toBe(contentSecurityPolicy);
  });

  test.each(['', ' ', "default-src 'self'\r\nset-cookie: a=b", 'default-src ä'])('take no policy that is no header: %p', (contentSecurityPolicy) => {
    expect(siteWith({ contentSecurityPolicy })).toThrow(/contentSecurityPolicy must be one line of printable ASCII/);
  });
});

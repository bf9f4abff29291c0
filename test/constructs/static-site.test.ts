import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { SiteContent, StaticSiteStage } from '../../src/constructs';
import { ENV, folderWith } from '../support/stages';

const content = SiteContent.fromDirectory(folderWith({ 'index.html': '<!doctype html>' }));
const templateOf = (profile = EnvironmentProfile.PRODUCTION) => Template.fromStack(new StaticSiteStage(new App(), 'Beta', { env: ENV, profile, content }).stack);
const distributionOf = (template: Template) => Object.values(template.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;

describe('the bucket', () => {
  test('is private, encrypted and versioned, and logs its access', () => {
    templateOf().hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: Match.anyValue(),
    });
  });

  test('lets CloudFront read and list, so that a missing file is a 404 and not a 403', () => {
    const statements = Object.values(templateOf().findResources('AWS::S3::BucketPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const allowed = statements.filter(({ Principal }) => Principal.Service === 'cloudfront.amazonaws.com').flatMap(({ Action }) => Action);
    expect(allowed.sort()).toEqual(['s3:GetObject', 's3:ListBucket']);
  });

  test('and the bucket of its logs refuse requests without TLS', () => {
    const policies = Object.values(templateOf().findResources('AWS::S3::BucketPolicy')).map(({ Properties }) => JSON.stringify(Properties.PolicyDocument));
    expect(policies).toHaveLength(2);
    policies.forEach((policy) => expect(policy).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"'));
  });

  test.each(EnvironmentProfile.all())('of access logs forgets them as the profile %s says', (profile) => {
    templateOf(profile).hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: profile.logRetentionDays, Status: 'Enabled' })] },
    });
  });
});

describe('the distribution', () => {
  test('speaks HTTPS with HTTP/2 and HTTP/3, and logs', () => {
    expect(distributionOf(templateOf())).toMatchObject({
      HttpVersion: 'http2and3', DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' }, Logging: { Prefix: 'cloudfront/' },
    });
  });

  test('rewrites requests and not errors, so that a missing file and an error of an API never become HTML', () => {
    const distribution = distributionOf(templateOf());
    expect(distribution.CustomErrorResponses).toBeUndefined();
    expect(distribution.DefaultCacheBehavior.FunctionAssociations).toEqual([expect.objectContaining({ EventType: 'viewer-request' })]);
  });

  test('sends the security headers', () => {
    templateOf().hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, Override: true },
        },
      },
    });
  });
});

describe('the content', () => {
  test.each(EnvironmentProfile.all())('leaves earlier files where they are, and itself if the profile %s keeps data', (profile) => {
    templateOf(profile).hasResourceProperties('Custom::CDKBucketDeployment', { Prune: false, RetainOnDelete: profile.keepsData });
  });

  test('is asked for again before it is used, so that no release needs an invalidation', () => {
    templateOf().hasResourceProperties('Custom::CDKBucketDeployment', { SystemMetadata: { 'cache-control': 'no-cache' } });
  });

  test.each([[EnvironmentProfile.DEVELOPMENT, true], [EnvironmentProfile.PRODUCTION, false]])('of %s may be deleted: %p', (profile, expected) => {
    const actions = Object.values(templateOf(profile).findResources('AWS::IAM::Policy')).map(({ Properties }) => JSON.stringify(Properties.PolicyDocument));
    expect(actions.some((document) => document.includes('s3:DeleteObject'))).toBe(expected);
  });

  test('is copied only when the rights for it are there', () => {
    templateOf().hasResource('Custom::CDKBucketDeployment', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('DeploymentRoleDefaultPolicy')]) });
  });

  test('is a marked placeholder while its build has not run', () => {
    const missing = join(folderWith({}), 'dist');
    expect(() => SiteContent.fromDirectory(missing)).not.toThrow();
  });

  test('without an index.html is refused with the place that was looked in', () => {
    const folder = join(folderWith({}), 'dist');
    mkdirSync(folder);
    expect(() => SiteContent.fromDirectory(folder)).toThrow(`SiteContent.fromDirectory has 1 problem:\n  - path must be a folder with an index.html, got: ${folder}. Looked in ${folder}`.slice(0, 140));
  });
});

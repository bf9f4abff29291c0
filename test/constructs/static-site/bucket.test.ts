import { Match } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../../src/blueprint';
import { siteTemplate } from '../../support/sites';

describe('the bucket', () => {
  test('is private, encrypted and versioned, and logs its access', () => {
    siteTemplate().hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: Match.anyValue(),
    });
  });

  test('lets CloudFront read and list, so that a missing file is a 404 and not a 403', () => {
    const statements = Object.values(siteTemplate().findResources('AWS::S3::BucketPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const allowed = statements.filter(({ Principal }) => Principal.Service === 'cloudfront.amazonaws.com').flatMap(({ Action }) => Action);
    expect(allowed.sort()).toEqual(['s3:GetObject', 's3:ListBucket']);
  });

  test('and the bucket of its logs refuse requests without TLS', () => {
    const policies = Object.values(siteTemplate().findResources('AWS::S3::BucketPolicy')).map(({ Properties }) => JSON.stringify(Properties.PolicyDocument));
    expect(policies).toHaveLength(2);
    policies.forEach((policy) => expect(policy).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"'));
  });

  test.each(EnvironmentProfile.all())('of access logs forgets them as the profile %s says', (profile) => {
    siteTemplate({ profile }).hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: profile.logRetentionDays, Status: 'Enabled' })] },
    });
  });

  test('[S4] keeps what was deleted for 30 days and what was not deleted for ever, because an old release may be the stable one', () => {
    siteTemplate().hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [{
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          ExpiredObjectDeleteMarker: true,
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        }],
      },
    });
  });
});

import { CloudFormationStack, CloudFormationTemplate } from './cloudformation-template';
import { BETA, TOOLS } from './delivery-accounts';
import { PolicyLandscape } from './policy-landscape';
import { may, mayNot, PolicyRow } from './policy-table';
import { EnvironmentProfile } from '../../../src/blueprint';
import { siteTemplate } from '../sites';
import { ENV } from '../stages';

const RELEASE = 'releases/0123456789abcdef';

/** A site, and an administrator of another account. */
export function siteLandscape(): PolicyLandscape {
  const template = siteTemplate({ profile: EnvironmentProfile.STAGING, env: { ...ENV, region: 'us-east-1' } }).toJSON() as CloudFormationTemplate;
  const trust = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: { Ref: 'AWS::AccountId' } } }] };
  const stranger: CloudFormationTemplate = {
    Resources: {
      Stranger: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
    },
  };
  return new PolicyLandscape([
    new CloudFormationStack(template, { account: TOOLS, region: 'us-east-1' }), new CloudFormationStack(stranger, { account: BETA, region: 'us-east-1' }),
  ]);
}

/** What the table calls the principals and resources of a site. */
export function siteNames(landscape: PolicyLandscape): Record<string, string> {
  const [bucket, logs] = [landscape.resourceMatching(/:::sitebucket[0-9a-f]{8}$/), landscape.resourceMatching(/:::sitetrafficlogs[0-9a-f]{8}$/)];
  return {
    'CloudFront': 'cloudfront.amazonaws.com',
    'another service': 'ec2.amazonaws.com',
    'a stranger': landscape.roleLike('Stranger'),
    'the bucket': bucket,
    'a file of a release': `${bucket}/${RELEASE}/index.html`,
    'the bucket of logs': logs,
    'a log': `${logs}/cloudfront/E2.gz`,
  };
}

/** S1: this distribution reads the files, nobody else does, and nobody lists them but to tell a missing file. */
export const SITE_POLICIES: PolicyRow[] = [
  may('CloudFront', 's3:GetObject', 'a file of a release', 'for its distribution'),
  may('CloudFront', 's3:ListBucket', 'the bucket', 'for its distribution'),
  ...['s3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion', 's3:PutObjectAcl'].map((action) => mayNot('CloudFront', action, 'a file of a release', 'for its distribution')),
  ...['s3:PutBucketPolicy', 's3:DeleteBucket'].map((action) => mayNot('CloudFront', action, 'the bucket', 'for its distribution')),
  mayNot('CloudFront', 's3:GetObject', 'a file of a release', 'for another distribution'),
  mayNot('CloudFront', 's3:ListBucket', 'the bucket', 'for another distribution'),
  mayNot('CloudFront', 's3:GetObject', 'a file of a release', 'for its distribution without TLS'),
  mayNot('CloudFront', 's3:GetObject', 'a log', 'for its distribution'),
  mayNot('another service', 's3:GetObject', 'a file of a release', 'for its distribution'),
  mayNot('a stranger', 's3:GetObject', 'a file of a release'),
  mayNot('a stranger', 's3:ListBucket', 'the bucket'),
  mayNot('a stranger', 's3:PutObject', 'a file of a release'),
  mayNot('a stranger', 's3:GetObject', 'a log'),
  mayNot('a stranger', 's3:ListBucket', 'the bucket of logs'),
];

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../../src/blueprint';
import { SiteContent } from '../../../src/constructs';
import { siteTemplate } from '../../support/sites';
import { folderWith } from '../../support/stages';

describe('the content', () => {
  test.each(EnvironmentProfile.all())('leaves earlier files where they are, and itself if the profile %s keeps data', (profile) => {
    siteTemplate({ profile }).hasResourceProperties('Custom::CDKBucketDeployment', { Prune: false, RetainOnDelete: profile.keepsData });
  });

  test('is asked for again before it is used, so that no release needs an invalidation', () => {
    siteTemplate().hasResourceProperties('Custom::CDKBucketDeployment', { SystemMetadata: { 'cache-control': 'no-cache' } });
  });

  test.each([[EnvironmentProfile.DEVELOPMENT, true], [EnvironmentProfile.PRODUCTION, false]])('of %s may be deleted: %p', (profile, expected) => {
    const actions = Object.values(siteTemplate({ profile }).findResources('AWS::IAM::Policy')).map(({ Properties }) => JSON.stringify(Properties.PolicyDocument));
    expect(actions.some((document) => document.includes('s3:DeleteObject'))).toBe(expected);
  });

  test('is copied only when the rights for it are there', () => {
    siteTemplate().hasResource('Custom::CDKBucketDeployment', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('DeploymentRoleDefaultPolicy')]) });
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

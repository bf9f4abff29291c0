import { CloudFormationStack, CloudFormationTemplate } from '../support/policies/cloudformation-template';
import { TOOLS } from '../support/policies/delivery-accounts';
import { answer, sentence } from '../support/policies/policy-table';
import { SITE_POLICIES, siteLandscape, siteNames } from '../support/policies/site-policies';
import { siteTemplate } from '../support/sites';

const landscape = siteLandscape();

describe('[S1] the bucket of a site', () => {
  test.each(SITE_POLICIES.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    expect(sentence(row, await answer(landscape, row, siteNames(landscape)))).toBe(title);
  });

  test('is open to no principal but this distribution and, where data is deleted with the stack, what deletes it', () => {
    const stack = new CloudFormationStack(siteTemplate().toJSON() as CloudFormationTemplate, { account: TOOLS, region: 'eu-west-1' });
    const allowed = stack.resources().filter(([id, { Type }]) => Type === 'AWS::S3::BucketPolicy' && /^SiteBucket/.test(id))
      .flatMap(([, { Properties }]) => Properties!.PolicyDocument.Statement as { Effect: string; Principal: Record<string, string> }[])
      .filter(({ Effect }) => Effect === 'Allow').flatMap(({ Principal }) => Object.values(Principal));
    expect(allowed).toEqual([expect.stringContaining('CustomS3AutoDeleteObjects'), 'cloudfront.amazonaws.com']);
  });
});

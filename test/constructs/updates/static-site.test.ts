import { EnvironmentProfile } from '../../../src/blueprint';
import { siteTemplate } from '../../support/sites';
import { harmedByUpdate } from '../../support/updates';

/** What holds nothing: the function for single pages, and what copied files, have given way to the functions of releases. */
const STATELESS = /^(AWS::CloudFront::Function|AWS::IAM::(Policy|Role)|AWS::Lambda::(Function|LayerVersion)|AWS::Logs::LogGroup|Custom::.*)$/;

test.each(EnvironmentProfile.all())('[S1] a site of the profile %s that was deployed by an earlier version keeps its bucket and its distribution', (profile) => {
  expect(harmedByUpdate(`static-site-${profile.name}`, siteTemplate({ profile }), (type) => STATELESS.test(type))).toEqual([]);
});

import { EnvironmentProfile } from '../../../src/blueprint';
import { siteTemplate } from '../../support/sites';
import { harmedByUpdate } from '../../support/updates';

test.each(EnvironmentProfile.all())('[S1] a site of the profile %s that was deployed by an earlier version keeps its bucket and its distribution', (profile) => {
  // The functions that route to releases take the place of the one for single pages, and the content is another one each time.
  expect(harmedByUpdate(`static-site-${profile.name}`, siteTemplate({ profile }), (type) => type === 'AWS::CloudFront::Function' || type.startsWith('Custom::'))).toEqual([]);
});

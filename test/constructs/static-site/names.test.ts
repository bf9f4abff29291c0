import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { EnvironmentProfile } from '../../../src/blueprint';
import { StaticSite } from '../../../src/constructs';
import { accountWideName } from '../../../src/constructs/private/site/names';
import { siteContent } from '../../support/sites';

const NAMED: Record<string, (properties: any) => string> = {
  'AWS::CloudFront::Function': ({ Name }) => Name,
  'AWS::CloudFront::KeyValueStore': ({ Name }) => Name,
  'AWS::CloudFront::CachePolicy': ({ CachePolicyConfig }) => CachePolicyConfig.Name,
  'AWS::CloudFront::ResponseHeadersPolicy': ({ ResponseHeadersPolicyConfig }) => ResponseHeadersPolicyConfig.Name,
  'AWS::CloudFront::OriginAccessControl': ({ OriginAccessControlConfig }) => OriginAccessControlConfig.Name,
};
const stackOf = (stackName: string, region?: string) => new Stack(new App(), 'Site', { stackName, env: { account: '111111111111', region } });

/** What CloudFront has one list of names of, for all regions of an account. */
function namesOf(stack: Stack): string[] {
  new StaticSite(stack, 'Site', { profile: EnvironmentProfile.DEVELOPMENT, content: siteContent() });
  return Object.values<{ Type: string; Properties: any }>(Template.fromStack(stack).toJSON().Resources)
    .flatMap(({ Type, Properties }) => (Type in NAMED ? [NAMED[Type](Properties)] : []));
}

test('[S1] two applications and two regions of one account never share a name of CloudFront', () => {
  const all = [stackOf('prod-orders-web', 'eu-west-1'), stackOf('prod-billing-web', 'eu-west-1'), stackOf('prod-orders-web', 'eu-central-1')].flatMap(namesOf);
  expect(all).toHaveLength(18);
  expect(new Set(all).size).toBe(all.length);
});

test('[S1] names of CloudFront are made where the region is not known, too', () => {
  expect(namesOf(stackOf('orders')).sort()).toEqual(['Bucket', 'ReleaseCache', 'Releases', 'RememberRelease', 'RouteRelease', 'SecurityHeaders'].map((what) => `orders-Site-${what}`));
});

test('[S1] a name is cut to what CloudFront takes, and two that are cut still differ', () => {
  const stackName = fc.stringMatching(/^[a-z][a-z0-9-]{0,127}$/);
  fc.assert(fc.property(stackName, stackName, fc.constantFrom(64, 128), (one, other, longest) => {
    const [first, second] = [one, other].map((name) => accountWideName(stackOf(name, 'eu-west-1'), 'RememberRelease', longest));
    expect(first).toMatch(/^[A-Za-z0-9-]+$/);
    expect(first.length).toBeLessThanOrEqual(longest);
    expect(first === second).toBe(one === other);
  }));
});

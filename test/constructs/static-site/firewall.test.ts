import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../../src/blueprint';
import { SiteFirewall } from '../../../src/constructs';
import { onlyResource } from '../../support/services';
import { GLOBAL_WEB_ACL, siteStage, siteTemplate, siteWith, stacksOfSite } from '../../support/sites';

const GROUPS = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesAmazonIpReputationList'];
const webAclOf = (firewall: SiteFirewall) => onlyResource(Template.fromStack(stacksOfSite(siteStage({ firewall })).SiteGlobal), 'AWS::WAFv2::WebACL').Properties;
const distributionOf = (template: Template) => onlyResource(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

describe('[S1] a firewall of managed rules', () => {
  test('stands at the edge, judges contents and addresses, and blocks what it finds', () => {
    const { Scope, DefaultAction, Rules } = webAclOf(SiteFirewall.managedRules());
    expect([Scope, DefaultAction]).toEqual(['CLOUDFRONT', { Allow: {} }]);
    expect(Rules.map(({ Name, Statement, OverrideAction }: any) => [Name, Statement.ManagedRuleGroupStatement, OverrideAction]))
      .toEqual(GROUPS.map((name) => [name, { VendorName: 'AWS', Name: name }, { None: {} }]));
  });

  test('lets large bodies through on request, and only those', () => {
    const { Rules } = webAclOf(SiteFirewall.managedRules({ allowLargeBodies: true }));
    expect(Rules.flatMap(({ Statement }: any) => Statement.ManagedRuleGroupStatement.RuleActionOverrides ?? []))
      .toEqual([{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]);
  });

  test('is what the distribution is protected by', () => {
    const inUsEast1 = siteTemplate({ env: { account: '111111111111', region: 'us-east-1' }, firewall: SiteFirewall.managedRules() });
    const [webAcl] = Object.keys(inUsEast1.findResources('AWS::WAFv2::WebACL'));
    expect(distributionOf(inUsEast1).WebACLId).toEqual({ 'Fn::GetAtt': [webAcl, 'Arn'] });
    expect(distributionOf(siteTemplate({ firewall: SiteFirewall.managedRules() })).WebACLId).toBeDefined();
  });

  test.each<[EnvironmentProfile, boolean]>([
    [EnvironmentProfile.DEVELOPMENT, false], [EnvironmentProfile.STAGING, false], [EnvironmentProfile.PRODUCTION, true],
    [EnvironmentProfile.custom('demo', { basedOn: EnvironmentProfile.DEVELOPMENT, siteFirewall: true }), true],
    [EnvironmentProfile.custom('bare', { basedOn: EnvironmentProfile.PRODUCTION, siteFirewall: false }), false],
  ])('is there as the profile %s says: %p', (profile, expected) => {
    expect(distributionOf(siteTemplate({ profile })).WebACLId !== undefined).toBe(expected);
  });
});

describe('[S1] another firewall', () => {
  test('is a global web ACL of somebody else, and needs no stack in us-east-1', () => {
    const stage = siteStage({ firewall: SiteFirewall.fromArn(GLOBAL_WEB_ACL) });
    expect(distributionOf(Template.fromStack(stage.stack)).WebACLId).toBe(GLOBAL_WEB_ACL);
    expect(Object.keys(stacksOfSite(stage))).toEqual(['Site']);
  });

  test('is none, also in production', () => {
    expect(distributionOf(siteTemplate({ profile: EnvironmentProfile.PRODUCTION, firewall: SiteFirewall.none() })).WebACLId).toBeUndefined();
  });

  test.each([GLOBAL_WEB_ACL.replace('us-east-1', 'eu-west-1').replace(':global', ':regional'), 'orders'])('that is not for CloudFront fails at synth: %s', (arn) => {
    expect(siteWith({ firewall: SiteFirewall.fromArn(arn) })).toThrow(`firewall must be a global web ACL of AWS WAF, got: ${arn}`.slice(0, 100));
  });
});

import { Match } from 'aws-cdk-lib/assertions';
import { ServiceEntrance, ServiceFirewall } from '../../../src/constructs';
import { onlyResource, serviceTemplate, serviceWith } from '../../support/services';

const publicEntrance = ServiceEntrance.publicLoadBalancer({ domainName: 'api.example.com', hostedZone: { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' } });
const webAcl = (region: string, scope: string) => `arn:aws:wafv2:${region}:111111111111:${scope}/webacl/orders/0a1b2c`;
const groups = (template: ReturnType<typeof serviceTemplate>) => onlyResource(template, 'AWS::WAFv2::WebACL').Properties.Rules.map(({ Name }: { Name: string }) => Name);

describe('[E1] a firewall of managed rules', () => {
  const firewall = ServiceFirewall.managedRules();

  test('stands on the load balancer, whichever the entrance is', () => {
    for (const entrance of [ServiceEntrance.cloudFront(), publicEntrance]) {
      const template = serviceTemplate({ firewall, entrance });
      template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { ResourceArn: { Ref: Match.stringLikeRegexp('LoadBalancer') } });
      template.hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'REGIONAL' });
    }
  });

  test('judges addresses only where the load balancer sees those of visitors', () => {
    expect(groups(serviceTemplate({ firewall }))).toEqual(['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet']);
    expect(groups(serviceTemplate({ firewall, entrance: publicEntrance }))).toContain('AWSManagedRulesAmazonIpReputationList');
  });

  test('blocks what it finds', () => {
    const { Rules } = onlyResource(serviceTemplate({ firewall }), 'AWS::WAFv2::WebACL').Properties;
    expect(Rules.map(({ OverrideAction, Statement }: any) => [OverrideAction, Statement.ManagedRuleGroupStatement.RuleActionOverrides]))
      .toEqual([[{ None: {} }, undefined], [{ None: {} }, undefined]]);
  });

  test('lets large bodies through on request, and only those', () => {
    const { Rules } = onlyResource(serviceTemplate({ firewall: ServiceFirewall.managedRules({ allowLargeBodies: true }) }), 'AWS::WAFv2::WebACL').Properties;
    expect(Rules.flatMap(({ Statement }: any) => Statement.ManagedRuleGroupStatement.RuleActionOverrides ?? []))
      .toEqual([{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]);
  });

  test('is not there unless asked for, because it costs a fixed price', () => {
    serviceTemplate().resourceCountIs('AWS::WAFv2::WebACL', 0);
  });
});

describe('[E1] a given web ACL', () => {
  test('of the region stands on the load balancer', () => {
    const template = serviceTemplate({ firewall: ServiceFirewall.fromArn(webAcl('eu-west-1', 'regional')) });
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { WebACLArn: webAcl('eu-west-1', 'regional') });
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });

  test('of CloudFront stands at its edge', () => {
    const template = serviceTemplate({ firewall: ServiceFirewall.fromArn(webAcl('us-east-1', 'global')) });
    template.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId: webAcl('us-east-1', 'global') } });
    template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 0);
  });

  test('of another region, or of CloudFront where there is none, fails at synth', () => {
    expect(serviceWith({ firewall: ServiceFirewall.fromArn(webAcl('eu-central-1', 'regional')) })).toThrow(/firewall must be of eu-west-1, got: arn:aws:wafv2:eu-central-1/);
    expect(serviceWith({ firewall: ServiceFirewall.fromArn(webAcl('us-east-1', 'global')), entrance: publicEntrance })).toThrow(/firewall must be a regional web ACL/);
  });

  test('that is none fails', () => {
    expect(() => ServiceFirewall.fromArn('orders')).toThrow(/webAclArn must be the ARN of a web ACL of AWS WAF, got: orders/);
  });
});

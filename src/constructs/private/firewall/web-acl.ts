import { aws_wafv2 as waf } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** AWS's rules that read what a request says. */
export const BY_CONTENT = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

/** AWS's rules that read where a request comes from. */
export const BY_ADDRESS = ['AWSManagedRulesAmazonIpReputationList'];

/** The rule that blocks bodies of more than 8 KB. */
const LARGE_BODIES = { group: 'AWSManagedRulesCommonRuleSet', rule: 'SizeRestrictions_BODY' };

/** What a web ACL protects and by which groups of rules. */
export interface WebAclSettings {
  readonly scope: 'REGIONAL' | 'CLOUDFRONT';
  readonly groups: readonly string[];
  readonly allowsLargeBodies: boolean;
}

/** A web ACL of AWS's managed rules, which block what they find. */
export function createWebAcl(parent: Construct, { scope, groups, allowsLargeBodies }: WebAclSettings): waf.CfnWebACL {
  return new waf.CfnWebACL(parent, 'Firewall', {
    scope,
    defaultAction: { allow: {} },
    visibilityConfig: visibleAs('Firewall'),
    rules: groups.map((name, priority) => ({
      name,
      priority,
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides: overridesOf(name, allowsLargeBodies) } },
      overrideAction: { none: {} },
      visibilityConfig: visibleAs(name),
    })),
  });
}

function overridesOf(group: string, allowsLargeBodies: boolean): waf.CfnWebACL.RuleActionOverrideProperty[] | undefined {
  return group === LARGE_BODIES.group && allowsLargeBodies ? [{ name: LARGE_BODIES.rule, actionToUse: { count: {} } }] : undefined;
}

function visibleAs(metricName: string): waf.CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

import { aws_elasticloadbalancingv2 as elbv2, aws_wafv2 as waf } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isGlobal } from './firewall-rules';
import type { ServiceFirewall } from '../../../service-firewall';

/** Rules that read what a request says. */
const BY_CONTENT = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

/** Rules that read where a request comes from, which behind CloudFront is CloudFront. */
const BY_ADDRESS = ['AWSManagedRulesAmazonIpReputationList'];

/** The rule that blocks bodies of more than 8 KB. */
const LARGE_BODIES = { group: 'AWSManagedRulesCommonRuleSet', rule: 'SizeRestrictions_BODY' };

/** Where a firewall stands. */
export interface FirewallPlace {
  readonly isProtected: boolean;
  readonly globalWebAclArn?: string;
}

export function placeOfFirewall(firewall?: ServiceFirewall): FirewallPlace {
  const arn = firewall?._webAclArn;
  return arn !== undefined && isGlobal(arn) ? { isProtected: false, globalWebAclArn: arn } : { isProtected: firewall !== undefined };
}

/** The groups of rules of a web ACL that is made here. */
export function ruleGroups(isPublic: boolean): string[] {
  return isPublic ? [...BY_CONTENT, ...BY_ADDRESS] : BY_CONTENT;
}

/** Puts a web ACL in front of the load balancer. */
export function protect(scope: Construct, loadBalancer: elbv2.ApplicationLoadBalancer, firewall: ServiceFirewall, isPublic: boolean): void {
  new waf.CfnWebACLAssociation(scope, 'FirewallAssociation', {
    resourceArn: loadBalancer.loadBalancerArn,
    webAclArn: firewall._webAclArn ?? createWebAcl(scope, firewall, isPublic).attrArn,
  });
}

function createWebAcl(scope: Construct, firewall: ServiceFirewall, isPublic: boolean): waf.CfnWebACL {
  return new waf.CfnWebACL(scope, 'Firewall', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visibleAs('Firewall'),
    rules: ruleGroups(isPublic).map((name, priority) => ({
      name,
      priority,
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides: overridesOf(name, firewall._allowsLargeBodies) } },
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

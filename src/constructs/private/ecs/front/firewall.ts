import { aws_elasticloadbalancingv2 as elbv2, aws_wafv2 as waf } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceFirewall } from '../../../service-firewall';
import { isGlobal } from '../../firewall/firewall-rules';
import { BY_ADDRESS, BY_CONTENT, createWebAcl } from '../../firewall/web-acl';

/** Where a firewall stands. */
export interface FirewallPlace {
  readonly isProtected: boolean;
  readonly globalWebAclArn?: string;
}

export function placeOfFirewall(firewall?: ServiceFirewall): FirewallPlace {
  const arn = firewall?._webAclArn;
  return arn !== undefined && isGlobal(arn) ? { isProtected: false, globalWebAclArn: arn } : { isProtected: firewall !== undefined };
}

/** The groups of rules of a web ACL that is made here. Behind CloudFront every request comes from CloudFront. */
export function ruleGroups(isPublic: boolean): string[] {
  return isPublic ? [...BY_CONTENT, ...BY_ADDRESS] : BY_CONTENT;
}

/** Puts a web ACL in front of the load balancer. */
export function protect(scope: Construct, loadBalancer: elbv2.ApplicationLoadBalancer, firewall: ServiceFirewall, isPublic: boolean): void {
  new waf.CfnWebACLAssociation(scope, 'FirewallAssociation', {
    resourceArn: loadBalancer.loadBalancerArn,
    webAclArn: firewall._webAclArn ?? ownWebAcl(scope, firewall, isPublic).attrArn,
  });
}

function ownWebAcl(scope: Construct, firewall: ServiceFirewall, isPublic: boolean): waf.CfnWebACL {
  return createWebAcl(scope, { scope: 'REGIONAL', groups: ruleGroups(isPublic), allowsLargeBodies: firewall._allowsLargeBodies });
}

import { Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';

const WEB_ACL = /^arn:[a-z-]+:wafv2:([a-z0-9-]+):\d{12}:(regional|global)\/webacl\/[^/\s]+\/[A-Za-z0-9-]+$/;

/** Whether a web ACL is one of CloudFront. A token is taken for one of the service's region. */
export function isGlobal(webAclArn: string): boolean {
  return WEB_ACL.exec(webAclArn)?.[2] === 'global';
}

export function checkWebAclArn(problems: Problems, webAclArn: string): void {
  if (!Token.isUnresolved(webAclArn) && !WEB_ACL.test(webAclArn)) {
    problems.add('webAclArn', 'must be the ARN of a web ACL of AWS WAF', webAclArn, 'Write "arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/…".');
  }
}

/** A web ACL protects what is in its region, and CloudFront if it is a global one. */
export function checkFirewall(problems: Problems, webAclArn: string | undefined, entrance: { isPublic: boolean; region: string }): void {
  const [, region, scope] = WEB_ACL.exec(webAclArn ?? '') ?? [];
  if (scope === 'global' && entrance.isPublic) {
    problems.add('firewall', 'must be a regional web ACL', webAclArn, 'A global one protects CloudFront only, and a public load balancer stands alone.');
  }
  if (scope === 'regional' && !Token.isUnresolved(entrance.region) && region !== entrance.region) {
    problems.add('firewall', `must be of ${entrance.region}`, webAclArn, 'A load balancer takes a web ACL of its own region only.');
  }
}

/** CloudFront takes global web ACLs only. */
export function checkGlobalWebAclArn(problems: Problems, webAclArn: string): void {
  if (!Token.isUnresolved(webAclArn) && !isGlobal(webAclArn)) {
    problems.add('firewall', 'must be a global web ACL of AWS WAF', webAclArn, 'CloudFront takes no other: write "arn:aws:wafv2:us-east-1:111111111111:global/webacl/…".');
  }
}

import { Problems } from '../blueprint/private/problems';
import { checkWebAclArn } from './private/firewall/firewall-rules';

/** What the rules of AWS let through. */
export interface ManagedRulesOptions {
  /**
   * Whether requests with a body of more than 8 KB pass, such as uploads. AWS WAF sees the first 8 KB of a body at a load balancer, and 16 KB at
   * CloudFront, so that whatever comes after them is not inspected.
   *
   * @default false
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html
   */
  readonly allowLargeBodies?: boolean;
}

/** A web ACL of AWS WAF in front of a service. It costs a fixed price a month, and one for each request. */
export class ServiceFirewall {
  /**
   * AWS's rules against common attacks and known bad input, on the load balancer: it works for both entrances and needs no other region.
   * Behind a public load balancer also those against addresses of bad reputation; behind CloudFront a load balancer sees no visitor's address.
   *
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
   */
  public static managedRules(options: ManagedRulesOptions = {}): ServiceFirewall {
    return new ServiceFirewall(undefined, options.allowLargeBodies ?? false);
  }

  /**
   * A web ACL that somebody else looks after: a regional one of the service's region protects the load balancer, a global one (us-east-1)
   * protects CloudFront at its edge.
   *
   * @throws Error if the ARN is none of a web ACL of AWS WAF
   */
  public static fromArn(webAclArn: string): ServiceFirewall {
    const problems = new Problems();
    checkWebAclArn(problems, webAclArn);
    problems.throwIfAny('ServiceFirewall.fromArn');
    return new ServiceFirewall(webAclArn, false);
  }

  private constructor(private readonly webAclArn: string | undefined, private readonly largeBodies: boolean) {}

  /** @internal */
  public get _webAclArn(): string | undefined {
    return this.webAclArn;
  }

  /** @internal */
  public get _allowsLargeBodies(): boolean {
    return this.largeBodies;
  }
}

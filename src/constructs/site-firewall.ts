import { checkGlobalWebAclArn } from './private/firewall/firewall-rules';
import type { ManagedRulesOptions } from './service-firewall';
import type { Problems } from '../blueprint/private/problems';

/** A web ACL of AWS WAF in front of a site, at CloudFront's edge. */
export class SiteFirewall {
  /**
   * AWS's rules against common attacks, known bad input and addresses of bad reputation. It costs a fixed price a month, and one for each
   * request, and lives in us-east-1.
   *
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
   */
  public static managedRules(options: ManagedRulesOptions = {}): SiteFirewall {
    return new SiteFirewall({ allowsLargeBodies: options.allowLargeBodies ?? false });
  }

  /**
   * A web ACL that somebody else looks after: a global one, which is in us-east-1. The site refuses an ARN that is none of such a web ACL.
   *
   * @param webAclArn such as `arn:aws:wafv2:us-east-1:111111111111:global/webacl/orders/…`
   */
  public static fromArn(webAclArn: string): SiteFirewall {
    return new SiteFirewall({ webAclArn });
  }

  /** No web ACL, also where the profile would have one. */
  public static none(): SiteFirewall {
    return new SiteFirewall({});
  }

  private constructor(private readonly settings: { readonly webAclArn?: string; readonly allowsLargeBodies?: boolean }) {}

  /** @internal */
  public get _webAclArn(): string | undefined {
    return this.settings.webAclArn;
  }

  /**
   * Whether large bodies pass the web ACL that is made; undefined if none is.
   *
   * @internal
   */
  public get _allowsLargeBodies(): boolean | undefined {
    return this.settings.allowsLargeBodies;
  }

  /** @internal */
  public _check(problems: Problems): void {
    if (this.settings.webAclArn !== undefined) {
      checkGlobalWebAclArn(problems, this.settings.webAclArn);
    }
  }
}

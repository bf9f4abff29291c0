import type { EdgeLocationOptions } from './edge-location-options';
import type { SiteApi } from './site-api';
import type { SiteFirewall } from './site-firewall';

/** What CloudFront does between visitors and a site. */
export interface SiteEdgeOptions extends EdgeLocationOptions {
  /**
   * What pages may load and run. Other security headers are sent as well: HSTS for a year, no sniffing of types, no frames, and a referrer
   * of the origin only for other sites.
   *
   * @default "default-src 'self'"
   * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
   */
  readonly contentSecurityPolicy?: string;

  /**
   * The web ACL in front of the site.
   *
   * @default - `SiteFirewall.managedRules()` if the profile says so, as production does; otherwise none
   */
  readonly firewall?: SiteFirewall;

  /**
   * An API that the site passes requests on to.
   *
   * @default - none
   */
  readonly api?: SiteApi;
}

import { RolloutType } from '../../../blueprint';
import { SiteFirewall } from '../../site-firewall';
import type { StaticSiteProps } from '../../static-site';

/** What a site is made with, once every default is known. */
export type Settings = ReturnType<typeof settingsOf>;

export function settingsOf(props: StaticSiteProps) {
  const { profile, domainName, certificateArn, hostedZone } = props;
  const rollout = props.rollout ?? profile.rollout;
  const firewall = props.firewall ?? (profile.siteFirewall ? SiteFirewall.managedRules() : SiteFirewall.none());
  const errorRatePercent = props.errorRatePercent ?? 5;
  const refusalRatePercent = props.refusalRatePercent ?? 25;
  return {
    profile,
    rollout,
    firewall,
    keptReleases: props.keptReleases ?? 5,
    errorRatePercent,
    refusalRatePercent,
    makesCertificate: domainName !== undefined && certificateArn === undefined && hostedZone !== undefined,
    hasAlarms: rollout.type !== RolloutType.ALL_AT_ONCE || props.alarmTopic !== undefined,
    contentSecurityPolicy: props.contentSecurityPolicy ?? "default-src 'self'",
  };
}

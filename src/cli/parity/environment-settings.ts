import type { DeploymentEnvironment } from '../../blueprint';

/** What a blueprint decides of an environment beyond its place and its name, those of its profile included. */
export function settingsOf(environment: DeploymentEnvironment): Record<string, unknown> {
  const { profile, approval, rollout, onFailure, regions, gates, checks } = environment;
  return {
    profile: profile.name,
    regions: regions.length,
    keepsData: profile.keepsData,
    protectsFromDeletion: profile.protectsFromDeletion,
    logRetentionDays: profile.logRetentionDays,
    minimumTasks: profile.minimumTasks,
    natGateways: profile.natGateways,
    siteFirewall: profile.siteFirewall,
    approval: approval._toDocument(),
    rollout: rollout._toDocument(),
    onFailure: onFailure._toDocument(),
    // By type or name: what comes first on one side must not be compared with something else on the other.
    gates: grouped(gates.map((gate) => gate._toDocument()), ({ type }) => type),
    checks: Object.fromEntries(checks.map((check) => [check.name, check._toDocument()])),
  };
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  items.forEach((item) => (groups[key(item)] ??= []).push(item));
  return groups;
}

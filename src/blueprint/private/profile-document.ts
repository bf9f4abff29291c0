import type { ApprovalDocument } from './document';
import type { RolloutDocument } from './rollout-document';

/** What a profile decides, as `pipeline.json` writes it. */
export interface ProfileSettings {
  readonly keepsData: boolean;
  readonly protectsFromDeletion: boolean;
  readonly logRetentionDays: number;
  readonly minimumTasks: number;
  readonly maximumTasks: number;
  readonly natGateways: number;
  readonly approval: ApprovalDocument;
  readonly rollout: RolloutDocument;
  readonly rollbackByDefault: boolean;
  readonly bakeMinutesByDefault: number;
  readonly siteFirewall: boolean;
}

/** A profile of the user's own: one that is built in, and what differs from it. */
export interface ProfileDocument extends Partial<ProfileSettings> {
  readonly basedOn: string;
}

/** Every default that differs between a playground and production. */
export const BUILT_IN_PROFILES: Readonly<Record<string, ProfileSettings>> = {
  development: {
    keepsData: false,
    protectsFromDeletion: false,
    logRetentionDays: 7,
    minimumTasks: 1,
    maximumTasks: 1,
    natGateways: 1,
    approval: { type: 'none' },
    rollout: { type: 'allAtOnce' },
    rollbackByDefault: false,
    bakeMinutesByDefault: 0,
    siteFirewall: false,
  },
  staging: {
    keepsData: true,
    protectsFromDeletion: false,
    logRetentionDays: 30,
    minimumTasks: 1,
    maximumTasks: 1,
    natGateways: 1,
    approval: { type: 'onRisk' },
    rollout: { type: 'blueGreen' },
    rollbackByDefault: false,
    bakeMinutesByDefault: 0,
    siteFirewall: false,
  },
  production: {
    keepsData: true,
    protectsFromDeletion: true,
    logRetentionDays: 365,
    minimumTasks: 2,
    maximumTasks: 10,
    natGateways: 2,
    approval: { type: 'manual' },
    rollout: { type: 'steps', percents: [10, 50, 100], minutes: 10, bakeMinutes: 30 },
    rollbackByDefault: true,
    bakeMinutesByDefault: 30,
    siteFirewall: true,
  },
};

/** The settings of a profile with what differs from the one that it is based on. */
export function settingsOf({ basedOn, ...changes }: ProfileDocument): ProfileSettings {
  return { ...BUILT_IN_PROFILES[basedOn], ...changes };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

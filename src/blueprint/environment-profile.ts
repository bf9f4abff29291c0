import { Approval } from './approval';
import { Rollout } from './rollout';

/**
 * What an environment is for, and with it every default that differs between a playground and production:
 * whether data outlives its stack, what is protected, how much runs, how long logs stay.
 *
 * Both stages and both engines read these settings here; nothing that differs by environment is decided elsewhere.
 */
export class EnvironmentProfile {
  /** Small and disposable: deleting the stack deletes its data. */
  public static readonly DEVELOPMENT = new EnvironmentProfile('development', {
    keepsData: false,
    protectsFromDeletion: false,
    logRetentionDays: 7,
    minimumTasks: 1,
    natGateways: 1,
    approval: Approval.none(),
    rollout: Rollout.allAtOnce(),
    rollbackByDefault: false,
  });

  /** Production's behaviour at a smaller size: data is kept, nothing is protected from a deliberate deletion, and a person approves what is risky. */
  public static readonly STAGING = new EnvironmentProfile('staging', {
    keepsData: true,
    protectsFromDeletion: false,
    logRetentionDays: 30,
    minimumTasks: 1,
    natGateways: 1,
    approval: Approval.onRisk(),
    rollout: Rollout.blueGreen(),
    rollbackByDefault: false,
  });

  /**
   * Data is kept, deletion is refused, every part runs at least twice, a person approves each release, which gets its requests in steps, its
   * alarms are watched, and what fails is rolled back.
   */
  public static readonly PRODUCTION = new EnvironmentProfile('production', {
    keepsData: true,
    protectsFromDeletion: true,
    logRetentionDays: 365,
    minimumTasks: 2,
    natGateways: 2,
    approval: Approval.manual(),
    rollout: Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 }),
    rollbackByDefault: true,
    bakeMinutesByDefault: 30,
  });

  /** All profiles, from the smallest to the most protected. */
  public static all(): EnvironmentProfile[] {
    return [EnvironmentProfile.DEVELOPMENT, EnvironmentProfile.STAGING, EnvironmentProfile.PRODUCTION];
  }

  /**
   * The profile of that name.
   *
   * @param name `development`, `staging` or `production`, as in `pipeline.json`
   * @throws Error if there is no profile of that name
   */
  public static of(name: string): EnvironmentProfile {
    const profile = EnvironmentProfile.all().find((candidate) => candidate.name === name);
    if (!profile) {
      throw new Error(`profile must be one of ${EnvironmentProfile.all().map((p) => p.name).join(', ')}, got: ${name}`);
    }
    return profile;
  }

  /** The name used in `pipeline.json`. */
  public readonly name: string;

  /** Whether buckets, logs and other data stay when their stack is deleted. */
  public readonly keepsData: boolean;

  /** Whether load balancers and stacks refuse to be deleted. */
  public readonly protectsFromDeletion: boolean;

  /** How many days logs are kept. */
  public readonly logRetentionDays: number;

  /** The fewest copies of a service that run at any time. */
  public readonly minimumTasks: number;

  /** How many NAT gateways a network gets; each one costs a fixed price a month. */
  public readonly natGateways: number;

  /** Whether a person approves releases unless the environment says otherwise. */
  public readonly approval: Approval;

  /** How requests move to a new version unless the environment or its stage says otherwise. */
  public readonly rollout: Rollout;

  /** Whether an environment goes back to its last release when one fails, unless it says otherwise. */
  public readonly rollbackByDefault: boolean;

  /** How many minutes a release is watched by the alarms of its stacks, if it is, unless the environment says otherwise. */
  public readonly bakeMinutesByDefault?: number;

  private constructor(name: string, settings: ProfileSettings) {
    this.name = name;
    this.keepsData = settings.keepsData;
    this.protectsFromDeletion = settings.protectsFromDeletion;
    this.logRetentionDays = settings.logRetentionDays;
    this.minimumTasks = settings.minimumTasks;
    this.natGateways = settings.natGateways;
    this.approval = settings.approval;
    this.rollout = settings.rollout;
    this.rollbackByDefault = settings.rollbackByDefault;
    this.bakeMinutesByDefault = settings.bakeMinutesByDefault;
  }

  /** The name used in `pipeline.json`. */
  public toString(): string {
    return this.name;
  }
}

interface ProfileSettings {
  readonly keepsData: boolean;
  readonly protectsFromDeletion: boolean;
  readonly logRetentionDays: number;
  readonly minimumTasks: number;
  readonly natGateways: number;
  readonly approval: Approval;
  readonly rollout: Rollout;
  readonly rollbackByDefault: boolean;
  readonly bakeMinutesByDefault?: number;
}

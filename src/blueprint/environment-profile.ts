import { Approval } from './approval';
import type { EnvironmentProfileOptions } from './environment-profile-options';
import { Problems } from './private/problems';
import { BUILT_IN_PROFILES, type ProfileDocument, settingsOf } from './private/profile-document';
import { profiles } from './private/rules/profile';
import { Node } from './private/shape';
import { Rollout } from './rollout';

/**
 * What an environment is for, and with it every default that differs between a playground and production:
 * whether data outlives its stack, what is protected, how much runs, how long logs stay.
 *
 * Both stages and both engines read these settings here; nothing that differs by environment is decided elsewhere.
 */
export class EnvironmentProfile {
  /** Small and disposable: deleting the stack deletes its data. */
  public static readonly DEVELOPMENT = EnvironmentProfile._of('development');

  /** Production's behaviour at a smaller size: data is kept, nothing is protected from a deliberate deletion, and a person approves what is risky. */
  public static readonly STAGING = EnvironmentProfile._of('staging');

  /**
   * Data is kept, deletion is refused, every part runs at least twice, a person approves each release, which gets its requests in steps, its
   * alarms are watched, and what fails is rolled back.
   */
  public static readonly PRODUCTION = EnvironmentProfile._of('production');

  /** The profiles that are built in, from the smallest to the most protected. */
  public static all(): EnvironmentProfile[] {
    return [EnvironmentProfile.DEVELOPMENT, EnvironmentProfile.STAGING, EnvironmentProfile.PRODUCTION];
  }

  /**
   * The built-in profile of that name.
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

  /**
   * A profile of one's own, such as a demonstration that is as small as development and keeps its data.
   *
   * @param name lowercase letters, digits and hyphens, at most 20 characters; not that of a built-in profile
   * @throws Error that lists every value that cannot work
   */
  public static custom(name: string, options: EnvironmentProfileOptions): EnvironmentProfile {
    const { basedOn, approval, rollout, ...changes } = options;
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const document: ProfileDocument = {
      ...basedOn._toDocument(), ...given, ...(approval && { approval: approval._toDocument() }), ...(rollout && { rollout: rollout._toDocument() }),
    };
    const problems = new Problems();
    profiles(new Node('', { [name]: document }, problems));
    problems.throwIfAny(`EnvironmentProfile.custom("${name}")`);
    return new EnvironmentProfile(name, document);
  }

  /** @internal */
  public static _of(name: string, custom: Readonly<Record<string, ProfileDocument>> = {}): EnvironmentProfile {
    return new EnvironmentProfile(name, Object.hasOwn(BUILT_IN_PROFILES, name) ? { basedOn: name } : custom[name]);
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

  /** The most copies of a service that run when it is under load; no more than `minimumTasks` means that nothing scales. */
  public readonly maximumTasks: number;

  /** How many NAT gateways a network gets; each one costs a fixed price a month. */
  public readonly natGateways: number;

  /** Whether a person approves releases unless the environment says otherwise. */
  public readonly approval: Approval;

  /** How requests move to a new version unless the environment or its stage says otherwise. */
  public readonly rollout: Rollout;

  /** Whether an environment goes back to its last release when one fails, unless it says otherwise. */
  public readonly rollbackByDefault: boolean;

  /** How many minutes a release is watched by the alarms of its stacks unless the environment says otherwise; 0 if it is not. */
  public readonly bakeMinutesByDefault: number;

  /** Whether AWS's firewall rules stand in front of sites unless their stage says otherwise. They cost a fixed price a month, and live in us-east-1. */
  public readonly siteFirewall: boolean;

  private readonly document: ProfileDocument;

  private constructor(name: string, document: ProfileDocument) {
    const settings = settingsOf(document);
    this.document = structuredClone(document);
    this.name = name;
    this.keepsData = settings.keepsData;
    this.protectsFromDeletion = settings.protectsFromDeletion;
    this.logRetentionDays = settings.logRetentionDays;
    this.minimumTasks = settings.minimumTasks;
    this.maximumTasks = settings.maximumTasks;
    this.natGateways = settings.natGateways;
    this.approval = Approval._fromDocument(settings.approval);
    this.rollout = Rollout._fromDocument(settings.rollout);
    this.rollbackByDefault = settings.rollbackByDefault;
    this.bakeMinutesByDefault = settings.bakeMinutesByDefault;
    this.siteFirewall = settings.siteFirewall;
  }

  /** The name used in `pipeline.json`. */
  public toString(): string {
    return this.name;
  }

  /** @internal */
  public _toDocument(): ProfileDocument {
    return structuredClone(this.document);
  }
}

import type { Approval } from './approval';
import type { EnvironmentProfile } from './environment-profile';
import type { Rollout } from './rollout';

/** A profile of one's own: another one with some of its settings changed. The same keys as under `profiles` in `pipeline.json`. */
export interface EnvironmentProfileOptions {
  /** The profile that decides whatever is not given here. Required, so that nobody gets deletion in production by omission. */
  readonly basedOn: EnvironmentProfile;

  /**
   * Whether buckets, logs and other data stay when their stack is deleted.
   *
   * @default - as in `basedOn`
   */
  readonly keepsData?: boolean;

  /**
   * Whether load balancers and stacks refuse to be deleted.
   *
   * @default - as in `basedOn`
   */
  readonly protectsFromDeletion?: boolean;

  /**
   * How many days logs are kept: one of the numbers that CloudWatch takes, such as 7, 30 or 365.
   *
   * @default - as in `basedOn`
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly logRetentionDays?: number;

  /**
   * The fewest copies of a service that run at any time, 1 to 1000.
   *
   * @default - as in `basedOn`
   */
  readonly minimumTasks?: number;

  /**
   * The most copies of a service that run when it is under load, 1 to 1000. No more than `minimumTasks` means that nothing scales.
   *
   * @default - as in `basedOn`
   */
  readonly maximumTasks?: number;

  /**
   * How many NAT gateways a network gets, 1 to 2: it has two zones. Each one costs a fixed price a month.
   *
   * @default - as in `basedOn`
   */
  readonly natGateways?: number;

  /**
   * Whether a person approves releases unless the environment says otherwise.
   *
   * @default - as in `basedOn`
   */
  readonly approval?: Approval;

  /**
   * How requests move to a new version unless the environment or its stage says otherwise.
   *
   * @default - as in `basedOn`
   */
  readonly rollout?: Rollout;

  /**
   * Whether an environment goes back to its last release when one fails, unless it says otherwise.
   *
   * @default - as in `basedOn`
   */
  readonly rollbackByDefault?: boolean;

  /**
   * How many minutes a release is watched by the alarms of its stacks unless the environment says otherwise, at most 1380; 0 for none.
   *
   * @default - as in `basedOn`
   */
  readonly bakeMinutesByDefault?: number;

  /**
   * Whether AWS's firewall rules stand in front of sites unless their stage says otherwise. They cost a fixed price a month, and live in
   * us-east-1: an account with sites elsewhere must be bootstrapped there, too.
   *
   * @default - as in `basedOn`
   */
  readonly siteFirewall?: boolean;
}

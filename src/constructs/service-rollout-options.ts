import type { Rollout } from '../blueprint';

/** How requests move to a new version of a service. */
export interface ServiceRolloutOptions {
  /**
   * How requests move from the old version to the new one. ECS moves at least 3 percent at a time, so percents have a common divisor of
   * at least 3.
   *
   * A service that an earlier version of this library has deployed is updated once with `Rollout.allAtOnce()` before it gets another.
   *
   * @default - that of the environment in the blueprint, or of the profile
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/migrate-deployment-strategies.html
   */
  readonly rollout?: Rollout;
}

import type { Rollout } from '../blueprint';

/** How visitors move to a new release of a site. */
export interface SiteRolloutOptions {
  /**
   * How visitors move from the old release to the new one.
   *
   * @default - that of the environment in the blueprint, or of the profile
   */
  readonly rollout?: Rollout;
}

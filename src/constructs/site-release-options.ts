import type { SiteSettings } from './site-settings';
import type { Rollout } from '../blueprint';

/** How releases of a site reach its visitors. */
export interface SiteReleaseOptions {
  /**
   * How visitors move from the old release to the new one. Any whole percents will do. A visitor who has seen the new release keeps it, and
   * going back is instant at any time.
   *
   * @default - that of the environment in the blueprint, or of the profile
   */
  readonly rollout?: Rollout;

  /**
   * How many releases stay in the bucket, to go back to; the one that visitors see stays in any case. From 2 to 10.
   *
   * @default 5
   */
  readonly keptReleases?: number;

  /**
   * Settings of this environment that the site reads when it runs.
   *
   * @default - no file of settings
   */
  readonly settings?: SiteSettings;

  /**
   * Paths that must answer with the new release before the first visitor sees it, with the scripts and style sheets that they name.
   *
   * @default - `['/']`, and none where `countries` limit who is answered
   */
  readonly probePaths?: string[];
}

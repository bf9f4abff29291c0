/** How long the old version stays beside the new one once that has all requests. */
export interface RolloutOptions {
  /**
   * How many minutes the old version is kept after the new one has all requests, so that going back is instant: 0 to 1440.
   *
   * @default 10
   */
  readonly bakeMinutes?: number;
}

/** A small share of the requests first, then all of them. */
export interface CanaryRolloutProps extends RolloutOptions {
  /** The share of the requests that the new version has first, in percent: a whole number from 1 to 99. */
  readonly percent: number;

  /** How many minutes the new version has that share: 1 to 1440. */
  readonly minutes: number;
}

/** Equal shares, one after the other. */
export interface LinearRolloutProps extends RolloutOptions {
  /** The share of the requests that each step adds, in percent: a whole number from 1 to 99. The last step adds what is left. */
  readonly percent: number;

  /** How many minutes each step but the last is held: 1 to 1440. */
  readonly minutes: number;
}

/** Shares of any size, one after the other. */
export interface SteppedRolloutProps extends RolloutOptions {
  /** How many minutes each step but the last is held: 1 to 1440. */
  readonly minutes: number;
}

/** A share of the requests and how long the new version has it. */
export interface RolloutStep {
  /** The share of the requests that the new version has, in percent. */
  readonly percent: number;

  /** How many minutes it has that share. In the last step, which is 100 percent, these are the minutes of the bake. */
  readonly minutes: number;
}

/** What a rollout does, minute by minute. */
export interface RolloutPlan {
  /** The shares in their order; the last one is 100 percent. */
  readonly steps: RolloutStep[];

  /**
   * How many minutes pass from the first request that the new version answers to the end of the bake. Starting the new version and
   * moving requests come on top.
   */
  readonly minutes: number;

  /**
   * How many minutes pass if the release is turned back in the last of them and the way back takes as long as the way there. Most ways
   * back are far shorter.
   */
  readonly worstCaseMinutes: number;

  /** Whether the old and the new version run at full size beside each other all the time. */
  readonly doublesCapacity: boolean;
}

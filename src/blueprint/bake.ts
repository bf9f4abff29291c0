/** How long a release is watched after its deployment, and by which alarms. */
export interface BakeProps {
  /**
   * How many minutes no alarm may go off: 1 to 1380.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
   */
  readonly minutes: number;

  /**
   * The names of the alarms, at most 100. They must exist when the bake begins.
   *
   * @default - all alarms in the environment's stacks; there must be one
   */
  readonly alarms?: string[];

  /**
   * The account of the named alarms, 12 digits. It must be bootstrapped to trust the tools account.
   *
   * @default - the environment's account
   */
  readonly account?: string;

  /**
   * The region of the named alarms.
   *
   * @default - the environment's main region
   */
  readonly region?: string;
}

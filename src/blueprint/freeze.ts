/** When no release may enter an environment. */
export interface FreezeProps {
  /** The first frozen minute in local time, such as `2026-12-18T17:00`. */
  readonly from: string;

  /** The first minute in local time that is no longer frozen. */
  readonly until: string;

  /**
   * The time zone of both by its IANA name, such as `Europe/Berlin`.
   *
   * @default UTC
   */
  readonly timeZone?: string;

  /**
   * Why, for whoever looks at the pipeline. At most 160 letters, digits, spaces and `! @ ( ) . * ? -`: CodePipeline shows no others.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_DisableStageTransition.html
   */
  readonly reason: string;
}

/**
 * A value that whoever starts the pipeline may change for one run.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html
 */
export interface PipelineVariable {
  /** The value of runs that a push starts, 1 to 1000 characters. Anybody who sees the pipeline reads it: no secrets. */
  readonly defaultValue: string;

  /**
   * What the value is for, shown to whoever starts the pipeline. At most 200 characters.
   *
   * @default - no description
   */
  readonly description?: string;
}

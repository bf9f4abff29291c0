/**
 * Names that match, by glob patterns such as `src/**` or `v*`. At least one of the two lists.
 *
 * Each list has 1 to 8 patterns of at most 255 characters.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html
 */
export interface PatternFilter {
  /**
   * A name must match one of these.
   *
   * @default - every name
   */
  readonly include?: string[];

  /**
   * A name must match none of these, even if `include` has it.
   *
   * @default - no name
   */
  readonly exclude?: string[];
}

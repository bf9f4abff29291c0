/**
 * What happens to a run while another one is under way.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
 */
export enum ExecutionMode {
  /** The newest run wins: a run that waits for a stage is replaced by a newer one. */
  SUPERSEDED = 'superseded',

  /** Runs go through one after another, none is left out. At most 50 wait. */
  QUEUED = 'queued',

  /** Runs do not wait for each other. A stage cannot be rolled back, and the pipeline must not update itself. */
  PARALLEL = 'parallel',
}

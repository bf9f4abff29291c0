/** How a person is asked, and what that person sees. */
export interface ManualApprovalOptions {
  /**
   * What to look at before approving. Shown in the console and in the notice. At most 398 characters where the summary
   * of the changes is shown beside it, 1,000 where it is not.
   *
   * @default - the name of the environment that the release goes to
   */
  readonly instructions?: string;

  /**
   * Whether the changes to the environment's stacks are described before the approval, in its message and as an artifact.
   * Stacks that depend on no other stack of the environment are described by change sets, and exactly those changes are
   * deployed after the approval; any other difference stops the release.
   *
   * Runs that are `ExecutionMode.PARALLEL` would replace each other's change sets: there it must be false.
   *
   * @default true
   */
  readonly changeSummary?: boolean;

  /**
   * The ARN of a standard SNS topic, in the region of the pipeline, that is told when a release waits. An encrypted
   * topic's key must let the pipeline's account use it.
   *
   * @default - no topic, or one of the pipeline's own if there are `notifyEmails`
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
   */
  readonly notifyTopic?: string;

  /**
   * E-mail addresses that are told when a release waits, through a topic of the pipeline's own. Each gets one message to
   * confirm first.
   *
   * @default - nobody
   */
  readonly notifyEmails?: string[];

  /**
   * What the person should open, such as the environment before. Shown as a link.
   *
   * @default - no link
   */
  readonly reviewUrl?: string;

  /**
   * How many minutes the release waits, from 5 to 86,400 (60 days). Then it counts as rejected.
   *
   * @default - seven days, unless the account has another default
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
   */
  readonly timeoutMinutes?: number;

  /**
   * Whether nobody is asked when the summary finds no change to any stack. The release goes on to the environment's checks.
   *
   * @default false
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
   */
  readonly skipWhenUnchanged?: boolean;
}

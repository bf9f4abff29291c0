/** From which count on a limit warns, and from which on it fails. A level that is not given keeps its default. */
export interface LimitLevels {
  /**
   * The highest count without a warning.
   *
   * @default - the limit's own
   */
  readonly warn?: number;

  /**
   * The highest count that is accepted.
   *
   * @default - the limit's own
   */
  readonly fail?: number;
}

/**
 * Limits of AWS that a pipeline meets, as levels for the preflight of the synth.
 *
 * Set a level where AWS has given your account another quota, or where you want to hear of a limit earlier. Warnings have
 * the id `cdk-multi-account-pipeline:limits.<name>`, by which they can be acknowledged.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
 */
export interface ServiceLimits {
  /**
   * Stages of the pipeline.
   *
   * @default - fails above 50
   */
  readonly stages?: LimitLevels;

  /**
   * Actions of one stage. AWS publishes two numbers.
   *
   * @default - warns above 50, fails above 100
   * @see https://docs.aws.amazon.com/general/latest/gr/codepipeline.html
   */
  readonly actionsPerStage?: LimitLevels;

  /**
   * Actions of the pipeline. AWS publishes two numbers.
   *
   * @default - warns above 500, fails above 1,000
   * @see https://docs.aws.amazon.com/general/latest/gr/codepipeline.html
   */
  readonly actions?: LimitLevels;

  /**
   * Characters of the names of the pipeline, its stages and its actions.
   *
   * @default - fails above 100
   */
  readonly nameLength?: LimitLevels;

  /**
   * Characters of all inline policies of a role together, without whitespace.
   *
   * @default - fails above 10,240
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly rolePolicyBytes?: LimitLevels;

  /**
   * Bytes of the policy of a bucket, such as that of the artifacts in another region.
   *
   * @default - fails above 20,480
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-iam-policies.html
   */
  readonly bucketPolicyBytes?: LimitLevels;

  /**
   * Bytes of the policy of a key, such as that of the artifacts in another region.
   *
   * @default - fails above 32,768
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
   */
  readonly keyPolicyBytes?: LimitLevels;

  /**
   * Bytes of the template of the pipeline's stack, and of those that support it in other regions.
   *
   * @default - fails above 1,000,000
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
   */
  readonly templateBytes?: LimitLevels;

  /**
   * Resources of the pipeline's stack, and of those that support it in other regions.
   *
   * @default - fails above 500
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
   */
  readonly resources?: LimitLevels;

  /**
   * Bytes of the cloud assembly, which every deployment takes as its input: as it is, and compressed as far as files can be if that is
   * too much.
   *
   * @default - fails above 268,435,456 (256 MB)
   */
  readonly actionInputBytes?: LimitLevels;

  /**
   * CodeBuild actions that may run at the same time: builds, checks, publishing. Builds above the account's quota fail, and
   * the quota differs from account to account.
   *
   * @default - not counted
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html
   */
  readonly parallelBuilds?: LimitLevels;
}

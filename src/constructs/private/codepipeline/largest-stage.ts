/**
 * The most actions of one stage of the pipeline. CDK Pipelines splits its own actions at the same number.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
 */
export const LARGEST_STAGE = 50;

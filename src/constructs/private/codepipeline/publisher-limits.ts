import { aws_iam as iam } from 'aws-cdk-lib';

/**
 * Takes back what CDK Pipelines gives the role that publishes assets: every CodeBuild project of the account.
 *
 * Whoever starts a build may replace its commands, so the publisher could run its own with the rights of self-mutation.
 * The pipeline starts the publisher with another role, and publishing itself starts nothing.
 */
export function noBuildsByPublisher(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: ['codebuild:StartBuild', 'codebuild:StopBuild'],
    resources: ['*'],
  });
}

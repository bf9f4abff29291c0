import { fields, Node } from '../shape';

/**
 * What CodeBuild's Lambda compute lacks, each with the reason. Runtimes are not refused by CodeBuild: it skips them with a warning in
 * every image but its standard ones, and the build would run with another version than the blueprint says.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/lambda.html#lambda.limitations
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/lambda.html#lambda.custom
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#runtime-versions-buildspec-file
 */
const IMPOSSIBLE: Record<string, string> = {
  privileged: 'it runs no Docker and has no privileged mode',
  network: 'it has no way into a VPC',
  cache: 'it keeps nothing for the next build',
  paths: 'it keeps nothing for the next build',
  timeoutMinutes: 'it ends after 15 minutes, which cannot be changed',
  runtimes: 'its images have one runtime each and let none be chosen; choose it by image, such as "aws/codebuild/amazonlinux-x86_64-lambda-standard:python3.13"',
  imageCredentials: 'its images come from CodeBuild or ECR',
};

export function isLambdaCompute(compute: unknown): boolean {
  return typeof compute === 'string' && compute.startsWith('lambda-');
}

/** Tools that need root or write outside of `/tmp` are not found out: commands may do anything. */
export function checkLambdaCompute(build: Node): void {
  const { compute, image } = build.value as Record<string, unknown>;
  if (!isLambdaCompute(compute)) {
    return;
  }
  for (const [key, reason] of Object.entries(IMPOSSIBLE)) {
    const present = fields([build], key).filter((node) => node.value !== false);
    present.forEach((node) => node.report(`must not be given for the compute ${compute}: ${reason}`, 'Remove it, or choose a compute such as small.'));
  }
  if (typeof image === 'string' && !/^aws\/codebuild\/.*-lambda-|\.dkr\.ecr\./.test(image)) {
    build.at('image').report(`must be one of CodeBuild's for Lambda or in ECR for the compute ${compute}`, 'Such as "aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs22".');
  }
}

import { aws_codebuild as codebuild, aws_ecr as ecr } from 'aws-cdk-lib';

const DEFAULT_IMAGE = 'aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs22';

/**
 * An image for Lambda compute, whichever one the blueprint names.
 *
 * CDK has constants for CodeBuild's own images of today, and no way to name a newer one or one in ECR.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/lambda.html
 */
export class LambdaImage implements codebuild.IBuildImage {
  public readonly type: string;
  public readonly defaultComputeType = codebuild.ComputeType.LAMBDA_1GB;
  public readonly imagePullPrincipalType?: codebuild.ImagePullPrincipalType;

  public constructor(public readonly imageId: string = DEFAULT_IMAGE, public readonly repository?: ecr.IRepository) {
    this.type = imageId.includes('aarch64') ? 'ARM_LAMBDA_CONTAINER' : 'LINUX_LAMBDA_CONTAINER';
    this.imagePullPrincipalType = repository && codebuild.ImagePullPrincipalType.SERVICE_ROLE;
  }

  /** The blueprint's rules have said all there is to say. */
  public validate(): string[] {
    return [];
  }

  public runScriptBuildspec(entrypoint: string): codebuild.BuildSpec {
    return codebuild.LinuxBuildImage.STANDARD_7_0.runScriptBuildspec(entrypoint);
  }
}

/**
 * How large the machine is that a build runs on.
 *
 * Lambda compute starts within seconds. It has no Docker, no network of yours, no cache, no rights of root, writes below
 * `/tmp` only, and ends after 15 minutes. CodeBuild offers it in some regions.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/lambda.html
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html
 */
export enum BuildCompute {
  /** 2 processors, 3 GB of memory. */
  SMALL = 'small',
  /** 4 processors, 7 GB of memory. */
  MEDIUM = 'medium',
  /** 8 processors, 15 GB of memory. */
  LARGE = 'large',
  /** 36 processors, 70 GB of memory. */
  XLARGE = 'xlarge',
  /** 72 processors, 145 GB of memory. */
  X2LARGE = '2xlarge',
  /** Lambda with 1 GB of memory. */
  LAMBDA_1GB = 'lambda-1gb',
  /** Lambda with 2 GB of memory. */
  LAMBDA_2GB = 'lambda-2gb',
  /** Lambda with 4 GB of memory. */
  LAMBDA_4GB = 'lambda-4gb',
  /** Lambda with 8 GB of memory. */
  LAMBDA_8GB = 'lambda-8gb',
  /** Lambda with 10 GB of memory. */
  LAMBDA_10GB = 'lambda-10gb',
}

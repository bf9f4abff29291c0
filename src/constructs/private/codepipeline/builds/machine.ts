import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { buildImage } from './image';
import { BuildCompute, BuildProps } from '../../../../blueprint';

const COMPUTE_TYPES: Record<BuildCompute, codebuild.ComputeType> = {
  [BuildCompute.SMALL]: codebuild.ComputeType.SMALL,
  [BuildCompute.MEDIUM]: codebuild.ComputeType.MEDIUM,
  [BuildCompute.LARGE]: codebuild.ComputeType.LARGE,
  [BuildCompute.XLARGE]: codebuild.ComputeType.X_LARGE,
  [BuildCompute.X2LARGE]: codebuild.ComputeType.X2_LARGE,
  [BuildCompute.LAMBDA_1GB]: codebuild.ComputeType.LAMBDA_1GB,
  [BuildCompute.LAMBDA_2GB]: codebuild.ComputeType.LAMBDA_2GB,
  [BuildCompute.LAMBDA_4GB]: codebuild.ComputeType.LAMBDA_4GB,
  [BuildCompute.LAMBDA_8GB]: codebuild.ComputeType.LAMBDA_8GB,
  [BuildCompute.LAMBDA_10GB]: codebuild.ComputeType.LAMBDA_10GB,
};

/** What a build runs on. */
export function buildMachine(scope: Construct, build: BuildProps): codebuild.BuildEnvironment {
  const compute = build.compute ?? BuildCompute.SMALL;
  return { buildImage: buildImage(scope, build), computeType: COMPUTE_TYPES[compute], privileged: build.privileged };
}

import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { buildImage } from './image';
import { BuildCompute, BuildProps, CpuArchitecture } from '../../../../blueprint';
import { BUILD_IMAGE } from '../build-environment';

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

/** Images are built on the processor that they are for: emulation takes many times as long. */
const IMAGE_BUILDERS: Record<CpuArchitecture, codebuild.IBuildImage> = {
  [CpuArchitecture.X86_64]: BUILD_IMAGE,
  [CpuArchitecture.ARM64]: codebuild.LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0,
};

/** What a build runs on. */
export function buildMachine(scope: Construct, build: BuildProps): codebuild.BuildEnvironment {
  const compute = build.compute ?? BuildCompute.SMALL;
  const { containerImage, privileged } = build;
  return containerImage
    ? { buildImage: IMAGE_BUILDERS[containerImage.architecture ?? CpuArchitecture.X86_64], computeType: COMPUTE_TYPES[compute], privileged: true }
    : { buildImage: buildImage(scope, build), computeType: COMPUTE_TYPES[compute], privileged };
}

import { aws_codebuild as codebuild } from 'aws-cdk-lib';

/** The image of all builds; the runtimes are chosen by each buildspec. */
export const BUILD_IMAGE = codebuild.LinuxBuildImage.STANDARD_7_0;

/** The Node that synthesizes, updates the pipeline and publishes assets: the image's own default is past its end of life. */
export const NODE_RUNTIME = codebuild.BuildSpec.fromObject({
  phases: { install: { 'runtime-versions': { nodejs: 22 } } },
});

import { aws_codebuild as codebuild, aws_ecr as ecr, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { LambdaImage } from './lambda-image';
import { BuildProps } from '../../../../blueprint';
import { BUILD_IMAGE } from '../build-environment';

const ECR_IMAGE = /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<name>[^:@]+)(?:[:@](?<version>.+))?$/;

/** The image of a build, with the right to pull it. */
export function buildImage(scope: Construct, { compute, image, imageCredentials }: BuildProps): codebuild.IBuildImage {
  const repository = image === undefined ? undefined : findRepository(scope, image);
  if (compute?.startsWith('lambda-')) {
    return new LambdaImage(image, repository);
  }
  if (image === undefined) {
    return BUILD_IMAGE;
  }
  if (image.startsWith('aws/codebuild/')) {
    return image.includes('aarch64') ? codebuild.LinuxArmBuildImage.fromCodeBuildImageId(image) : codebuild.LinuxBuildImage.fromCodeBuildImageId(image);
  }
  if (repository) {
    return codebuild.LinuxBuildImage.fromEcrRepository(repository, ECR_IMAGE.exec(image)!.groups!.version);
  }
  return codebuild.LinuxBuildImage.fromDockerRegistry(image, imageCredentials === undefined ? {} : {
    secretsManagerCredentials: secretsmanager.Secret.fromSecretNameV2(scope, 'ImageCredentials', imageCredentials),
  });
}

function findRepository(scope: Construct, image: string): ecr.IRepository | undefined {
  const match = ECR_IMAGE.exec(image)?.groups;
  return match && ecr.Repository.fromRepositoryAttributes(scope, 'ImageRepository', {
    repositoryName: match.name,
    repositoryArn: `arn:${match.region.startsWith('cn-') ? 'aws-cn' : 'aws'}:ecr:${match.region}:${match.account}:repository/${match.name}`,
  });
}

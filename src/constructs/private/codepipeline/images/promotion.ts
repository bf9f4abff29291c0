import { aws_ecr as ecr, aws_iam as iam, pipelines, region_info as regions } from 'aws-cdk-lib';
import { ImageDestination, PromotedImage } from '../../image/promoted-image';
import { AssemblyFiles } from '../assembly-files';
import { withPartition } from '../role-arn';

const CONFIGURATION = 'images.json';
const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/**
 * Copies images to where environments pull them from, before any of these is delivered to: one action, however many there are.
 *
 * What is copied is in the cloud assembly. The pipeline itself names roles and repositories, which a release does not change.
 */
export function addPromotion(
  engine: pipelines.CodePipeline, images: readonly PromotedImage[], repositories: readonly ecr.Repository[], files: AssemblyFiles,
): void {
  if (images.length === 0) {
    return;
  }
  files.add(CONFIGURATION, images.map(({ node, built, destination, file }) => ({
    service: node.scope!.node.path, file, image: built ?? null, destination: withRegistry(destination),
  })));
  const roles = [...new Set(images.map(({ destination }) => withPartition(destination.roleArn)))];
  engine.addWave('Images', {
    pre: [new pipelines.CodeBuildStep('Promote', {
      input: files.assembly,
      commands: [`node "${files.folder}/promote.js" "${files.folder}/${CONFIGURATION}"`],
      rolePolicyStatements: [
        new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: roles }),
        new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
        ...pulling(repositories),
      ],
    })],
  });
}

function pulling(repositories: readonly ecr.Repository[]): iam.PolicyStatement[] {
  const resources = repositories.map(({ repositoryArn }) => repositoryArn);
  return resources.length === 0 ? [] : [new iam.PolicyStatement({ actions: PULL, resources })];
}

/** As scripts can use it: they get text, and no reference that CloudFormation resolves. */
function withRegistry({ account, region, repository, roleArn }: ImageDestination) {
  const { partition = 'aws', domainSuffix = 'amazonaws.com' } = regions.RegionInfo.get(region);
  return { registry: `${account}.dkr.ecr.${region}.${domainSuffix}`, region, repository, roleArn: roleArn.replace('${AWS::Partition}', partition) };
}

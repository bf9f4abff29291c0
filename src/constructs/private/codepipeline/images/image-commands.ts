import { posix } from 'node:path';
import { Build, CpuArchitecture } from '../../../../blueprint';
import { IMAGE_FILE, IMAGE_REPOSITORY } from '../../../../blueprint/private/image-build';

const PLATFORMS: Record<CpuArchitecture, string> = { [CpuArchitecture.X86_64]: 'linux/amd64', [CpuArchitecture.ARM64]: 'linux/arm64' };

/**
 * The commands that make an image and write down where it is.
 *
 * The digest is ECR's own word: what a Docker engine says of an image depends on how it stores images.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html
 */
export function imageCommands({ containerImage, output }: Build): string[] {
  const { architecture = CpuArchitecture.X86_64, directory } = containerImage!;
  return [
    // Where no image can be built, as in a rehearsal without Docker, the output is there all the same, and says of what it would be.
    `mkdir -p '${output}' && cp '${posix.join(directory, 'Dockerfile')}' '${output}'`,
    // A tag is never used twice, not even by two builds of one commit: the repository would refuse the second one.
    'export IMAGE_TAG="build-$CODEBUILD_BUILD_NUMBER-${CODEBUILD_RESOLVED_SOURCE_VERSION:0:12}"',
    // One manifest for one platform, which is what is scanned and copied; attestations would make it a list.
    'export BUILDX_NO_DEFAULT_ATTESTATIONS=1',
    `docker build --platform ${PLATFORMS[architecture]} --tag "$${IMAGE_REPOSITORY}:$IMAGE_TAG" '${directory}'`,
    `aws ecr get-login-password | docker login --username AWS --password-stdin "\${${IMAGE_REPOSITORY}%%/*}"`,
    `docker push "$${IMAGE_REPOSITORY}:$IMAGE_TAG"`,
    // Exported by itself, because that has an exit code of its own.
    'export IMAGE_DIGEST',
    `IMAGE_DIGEST=$(aws ecr describe-images --repository-name "\${${IMAGE_REPOSITORY}#*/}" --image-ids "imageTag=$IMAGE_TAG" `
      + '--query \'imageDetails[0].imageDigest\' --output text)',
    `printf '{ "repository": "%s", "digest": "%s" }\\n' "$${IMAGE_REPOSITORY}" "$IMAGE_DIGEST" | tee '${posix.join(output!, IMAGE_FILE)}'`,
  ];
}

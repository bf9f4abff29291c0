import { existsSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { aws_ecr as ecr, aws_ecr_assets as assets, aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Build, CpuArchitecture } from '../blueprint';
import type { KnownImage } from './private/ecs/image-rules';
import { DIGEST, readBuiltImage } from './private/image/built-image';
import { Dockerfile } from './private/image/dockerfile';
import { PromotedImage } from './private/image/promoted-image';
import { IMAGE_FILE } from '../blueprint/private/image-build';
import { Problems } from '../blueprint/private/problems';

const PLATFORMS: Record<CpuArchitecture, assets.Platform> = {
  [CpuArchitecture.X86_64]: assets.Platform.LINUX_AMD64,
  [CpuArchitecture.ARM64]: assets.Platform.LINUX_ARM64,
};

/** Where the container image of a service comes from. All of them are named by what they hold, never by a tag that may move. */
export class ServiceImage {
  /**
   * The image that a build of the pipeline makes: built once, and copied by its digest to each environment's account. Use it where
   * what was tested must be what runs, with `MultiAccountPipeline`.
   *
   * While the build has not run, a placeholder stands for the image, so that a pipeline can learn of a new build. No pipeline deploys it.
   *
   * @param build of the blueprint with a `containerImage`, such as `blueprint.findBuild('api')`. Its folder and its output are relative
   * to the working directory of the CDK app
   * @throws Error if the build makes no image, its folder holds no `Dockerfile`, or its output is none of such a build; when a service
   * is made with it, if the account or the region of its stack is unknown
   */
  public static fromBuild(build: Build): ServiceImage {
    const problems = new Problems();
    const { containerImage, name, output } = build;
    if (!containerImage) {
      problems.add('build', 'must make a container image', name, 'Give it "containerImage": { "directory": … } in pipeline.json, or name another build.');
      problems.throwIfAny('ServiceImage.fromBuild');
    }
    const dockerfile = findDockerfile(problems, 'containerImage.directory', containerImage!.directory);
    const architecture = containerImage!.architecture ?? CpuArchitecture.X86_64;
    checkBase(problems, architecture, dockerfile);
    const file = posix.join(output!, IMAGE_FILE);
    const built = readBuiltImage(file, problems);
    problems.throwIfAny('ServiceImage.fromBuild');
    return new ServiceImage(
      { architecture, exposedPorts: dockerfile!.exposedPorts },
      (scope) => new PromotedImage(scope, 'Image', file, built).toContainerImage(),
    );
  }

  /**
   * An image that is built from a folder and published with the app's other assets, for the processor of the service. Use it while one
   * account is enough, or where GitHub Actions delivers: who publishes needs Docker.
   *
   * @param path the folder that holds the `Dockerfile`, absolute or relative to the working directory of the CDK app
   * @throws Error if the folder holds no `Dockerfile`
   */
  public static fromAsset(path: string): ServiceImage {
    const problems = new Problems();
    const dockerfile = findDockerfile(problems, 'path', path);
    problems.throwIfAny('ServiceImage.fromAsset');
    return new ServiceImage(
      { architecture: dockerfile!.architecture, exposedPorts: dockerfile!.exposedPorts },
      (_scope, architecture) => ecs.ContainerImage.fromAsset(resolve(process.cwd(), path), { platform: PLATFORMS[architecture] }),
    );
  }

  /**
   * An image that a build has pushed before, named by its digest, so that what was tested is what runs.
   *
   * A repository of another account must allow this account's execution role to pull from it.
   *
   * @param repository the ARN of the ECR repository, or its name if it is in the service's own account and region
   * @param digest `sha256:` and 64 hexadecimal digits. Tags are refused: a tag can be moved after its image was approved
   * @throws Error if the repository is neither an ARN nor a name, or the digest is none
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
   */
  public static fromEcr(repository: string, digest: string): ServiceImage {
    const problems = new Problems();
    checkRepository(problems, repository);
    checkDigest(problems, digest);
    problems.throwIfAny('ServiceImage.fromEcr');
    return new ServiceImage({}, (scope) => ecs.ContainerImage.fromEcrRepository(findRepository(scope, repository), digest));
  }

  private constructor(
    /** @internal */
    public readonly _known: KnownImage,
    private readonly bind: (scope: Construct, architecture: CpuArchitecture) => ecs.ContainerImage,
  ) {}

  /** @internal */
  public _bind(scope: Construct, architecture: CpuArchitecture): ecs.ContainerImage {
    return this.bind(scope, architecture);
  }
}

function findDockerfile(problems: Problems, place: string, path: string): Dockerfile | undefined {
  const directory = resolve(process.cwd(), path);
  if (!existsSync(join(directory, 'Dockerfile'))) {
    problems.add(place, 'must be a folder with a Dockerfile', path, `Looked in ${directory}: start the CDK app in the repository's root, or give an absolute path.`);
    return undefined;
  }
  return Dockerfile.in(directory);
}

function checkBase(problems: Problems, architecture: CpuArchitecture, dockerfile?: Dockerfile): void {
  if (dockerfile?.architecture !== undefined && dockerfile.architecture !== architecture) {
    problems.add(
      'containerImage.architecture', `must be ${dockerfile.architecture}, which the Dockerfile chooses by --platform`, architecture,
      'Change one of the two.',
    );
  }
}

const REPOSITORY_NAME = '[a-z0-9]+(?:[._/-][a-z0-9]+)*';
// A registry's host would pass for a name, so the address of an image is refused by what is typical of it.
const REPOSITORY = new RegExp(`^(?!.*\\.dkr\\.ecr\\.)(arn:[a-z-]+:ecr:[a-z0-9-]+:\\d{12}:repository/)?${REPOSITORY_NAME}$`);

function checkRepository(problems: Problems, repository: string): void {
  if (!Token.isUnresolved(repository) && !REPOSITORY.test(repository)) {
    problems.add(
      'repository', 'must be the ARN or the name of an ECR repository', repository,
      'Write "arn:aws:ecr:eu-west-1:111111111111:repository/api", or "api" for one in the same account and region.',
    );
  }
}

function checkDigest(problems: Problems, digest: string): void {
  if (!Token.isUnresolved(digest) && !DIGEST.test(digest)) {
    problems.add(
      'digest', 'must be "sha256:" and 64 hexadecimal digits', digest,
      'A tag can be moved after its image was approved: pass the digest that the push printed, or that "aws ecr describe-images" shows.',
    );
  }
}

/** A token is taken for a name: what it will be is not known here. */
function findRepository(scope: Construct, repository: string): ecr.IRepository {
  return !Token.isUnresolved(repository) && repository.startsWith('arn:')
    ? ecr.Repository.fromRepositoryArn(scope, 'Repository', repository)
    : ecr.Repository.fromRepositoryName(scope, 'Repository', repository);
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aws_ecr as ecr, aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IMAGE_PLATFORM } from './private/ecs/task';
import { Problems } from '../blueprint/private/problems';

/** Where the container image of a service comes from. */
export class ServiceImage {
  /**
   * An image that is built from a folder and published with the app's other assets. Use it while one account, or one
   * build an environment, is enough.
   *
   * @param path the folder that holds the `Dockerfile`, absolute or relative to the working directory of the CDK app
   * @throws Error if the folder holds no `Dockerfile`
   */
  public static fromDirectory(path: string): ServiceImage {
    const problems = new Problems();
    const directory = resolve(process.cwd(), path);
    if (!existsSync(join(directory, 'Dockerfile'))) {
      problems.add('path', 'must be a folder with a Dockerfile', path, `Looked in ${directory}: start the CDK app in the repository's root, or give an absolute path.`);
    }
    problems.throwIfAny('ServiceImage.fromDirectory');
    return new ServiceImage(() => ecs.ContainerImage.fromAsset(directory, { platform: IMAGE_PLATFORM }));
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
    return new ServiceImage((scope) => ecs.ContainerImage.fromEcrRepository(findRepository(scope, repository), digest));
  }

  private constructor(private readonly bind: (scope: Construct) => ecs.ContainerImage) {}

  /** @internal */
  public _bind(scope: Construct): ecs.ContainerImage {
    return this.bind(scope);
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
  if (!Token.isUnresolved(digest) && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
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

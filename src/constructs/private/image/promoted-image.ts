import { Annotations, aws_ecr as ecr, aws_ecs as ecs, DefaultStackSynthesizer, Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { BuiltImage } from './built-image';

/** Names no image. A task cannot start with it, so that a placeholder that was deployed would be noticed. */
const NO_DIGEST = `sha256:${'0'.repeat(64)}`;

/** Where an image is copied to, and as whom. */
export interface ImageDestination {
  readonly account: string;
  readonly region: string;
  readonly repository: string;

  /** With `${AWS::Partition}`, as synthesizers write it. */
  readonly roleArn: string;
}

/** An image that a build of the pipeline makes, in the bootstrap's repository of the stack's own account and region. */
export class PromotedImage extends Construct {
  public readonly destination: ImageDestination;

  /**
   * @param file that holds the image, as the blueprint names it
   * @param built nothing while the build has not run
   * @throws Error if the stack's account and region are unknown, or its bootstrap is
   */
  public constructor(scope: Construct, id: string, public readonly file: string, public readonly built?: BuiltImage) {
    super(scope, id);
    this.destination = destinationOf(Stack.of(this));
    if (!built) {
      Annotations.of(this).addWarningV2('cdk-multi-account-pipeline:imageMissing',
        `${file} does not exist yet, so a placeholder stands for the image. The pipeline builds and copies it; it deploys no placeholder. Do not deploy this stack yourself.`);
    }
  }

  public toContainerImage(): ecs.ContainerImage {
    const repository = ecr.Repository.fromRepositoryName(this, 'Repository', this.destination.repository);
    return ecs.ContainerImage.fromEcrRepository(repository, this.built?.digest ?? NO_DIGEST);
  }
}

/** The images of a stage that its pipeline has to copy. */
export function promotedImagesOf(stage: Stage): PromotedImage[] {
  return stage.node.findAll().filter((construct: IConstruct): construct is PromotedImage => construct instanceof PromotedImage);
}

function destinationOf(stack: Stack): ImageDestination {
  const { account, region, synthesizer } = stack;
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) {
    throw new Error(`${stack.node.path}: an image of a build needs a stack whose account and region are known, got: none. Give the stack or its stage env.`);
  }
  if (!(synthesizer instanceof DefaultStackSynthesizer)) {
    throw new Error(
      `${stack.node.path}: an image of a build needs the bootstrap's repository, got: ${synthesizer.constructor.name}. ` +
      'Use DefaultStackSynthesizer, or ServiceImage.fromEcr with an image that is there already.');
  }
  const fill = (name: string) => name
    .replace(/\$\{Qualifier\}/g, synthesizer.bootstrapQualifier!).replace(/\$\{AWS::AccountId\}/g, account).replace(/\$\{AWS::Region\}/g, region);
  return {
    account,
    region,
    repository: fill(DefaultStackSynthesizer.DEFAULT_IMAGE_ASSETS_REPOSITORY_NAME),
    roleArn: fill(DefaultStackSynthesizer.DEFAULT_IMAGE_ASSET_PUBLISHING_ROLE_ARN),
  };
}

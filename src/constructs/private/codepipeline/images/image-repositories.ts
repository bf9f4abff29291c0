import { aws_ecr as ecr, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Nothing runs these images: environments have copies. A build's output that is taken again is 30 days old at most. */
const KEPT = Duration.days(90);

/** The repositories of a pipeline's images, one for each build that makes one. ECR encrypts what is in them. */
export class ImageRepositories extends Construct {
  /** The repository of the build of that name, which is made when it is asked for. */
  public of(build: string): ecr.Repository {
    return (this.node.tryFindChild(build) as ecr.Repository | undefined) ?? new ecr.Repository(this, build, {
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      lifecycleRules: [{ description: 'Environments run copies, which this does not touch', maxImageAge: KEPT, tagStatus: ecr.TagStatus.ANY }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

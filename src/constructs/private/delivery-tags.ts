import { Stack, Tags } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { DeploymentEnvironment, PipelineBlueprint } from '../../blueprint';

const STACK = 'aws:cdk:stack';

/** CDK gives a stack's own tags 50: whoever tags a stack knows better. */
const BELOW_EXPLICIT_TAGS = 10;

/**
 * What is known of everything that a blueprint delivers, and what the blueprint adds.
 *
 * Stacks are tagged and not their resources: CloudFormation hands the tags on, and no template grows.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export class DeliveryTags {
  public constructor(private readonly blueprint: Pick<PipelineBlueprint, 'application' | 'tags'>) {}

  /** Tags the stacks that there are below a construct at synth. */
  public addTo(scope: IConstruct, environment?: DeploymentEnvironment): void {
    for (const [key, value] of Object.entries(this.tagsOf(environment))) {
      Tags.of(scope).add(key, value, { includeResourceTypes: [STACK], priority: BELOW_EXPLICIT_TAGS });
    }
  }

  /** Tags stacks that come into being while the app is synthesized, when tags of scopes are no longer handed on. */
  public addToLate(stacks: readonly Stack[]): void {
    for (const [key, value] of Object.entries(this.tagsOf())) {
      stacks.forEach((stack) => stack.addStackTag(key, value));
    }
  }

  private tagsOf(environment?: DeploymentEnvironment): Record<string, string> {
    return {
      Project: this.blueprint.application,
      ManagedBy: 'cdk-multi-account-pipeline',
      ...(environment && { Environment: environment.name }),
      ...this.blueprint.tags,
    };
  }
}

import { aws_iam as iam, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerService, ContainerServiceOptions } from './container-service';
import { placeOf } from './private/stage-place';
import { StageStack } from './private/stage-stack';
import { StagePlacement } from './stage-placement';

/** A container service and the environment that it is deployed to. */
export interface EcsServiceStageProps extends ContainerServiceOptions, StagePlacement {}

/**
 * A container service that a pipeline delivers to one environment: one stack with a network of its own, a private load
 * balancer and CloudFront in front of it. Its output `Url` is the address for checks and people.
 */
export class EcsServiceStage extends Stage {
  /** The stack of the service. Resources that the application uses can be added to it. */
  public readonly stack: Stack;

  /** The service and its parts. */
  public readonly service: ContainerService;

  /** The role that the application runs with. Grant it what the application uses. */
  public readonly taskRole: iam.IRole;

  /**
   * @throws Error that lists what is missing of its place, or every property with a value that cannot work
   */
  constructor(scope: Construct, id: string, props: EcsServiceStageProps) {
    const { env, profile, stackName } = placeOf(scope, id, props);
    super(scope, id, { env });
    this.stack = new StageStack(this, 'Service', { stackName, terminationProtection: profile.protectsFromDeletion });
    this.service = new ContainerService(this.stack, 'Service', { ...props, profile, rollout: props.rollout ?? props.deploymentEnvironment?.rollout });
    this.taskRole = this.service.taskRole;
    new CfnOutput(this.stack, 'Url', { value: this.service.url, description: 'The address of the service' });
  }
}

import { aws_ec2 as ec2, aws_iam as iam, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerService, ContainerServiceOptions } from './container-service';
import { publish } from './private/published-values';
import { placeOf } from './private/stage-place';
import { StageStack } from './private/stage-stack';
import { StagePlacement } from './stage-placement';

/** A container service and the environment that it is deployed to. */
export interface EcsServiceStageProps extends ContainerServiceOptions, StagePlacement {}

/**
 * A container service that a pipeline delivers to one environment: one stack with a network of its own, a private load
 * balancer and CloudFront in front of it.
 *
 * Its outputs `Url`, `ClusterName` and `ServiceName` are for checks and people. In an environment of a blueprint, other stages read the same
 * as the parameters `url`, `cluster-name` and `service-name` under `DeploymentEnvironment.parameterOf`. Further stacks may be made
 * inside the stage: they are deployed with it, before what depends on them.
 */
export class EcsServiceStage extends Stage {
  /** The stack of the service. Resources that the application uses can be added to it. */
  public readonly stack: Stack;

  /** The service and its parts. */
  public readonly service: ContainerService;

  /** The role that the application runs with. Grant it what the application uses. */
  public readonly taskRole: iam.IRole;

  /** The security group of the tasks. Let it into what the application reaches. */
  public readonly securityGroup: ec2.ISecurityGroup;

  /** The name of the parameter that tells the service's address to other stages, such as `/orders/beta/api/url`, in an environment of a blueprint. */
  public readonly urlParameter?: string;

  /**
   * @throws Error that lists what is missing of its place, or every property with a value that cannot work
   */
  constructor(scope: Construct, id: string, props: EcsServiceStageProps) {
    const place = placeOf(scope, id, props);
    const { env, profile, stackName } = place;
    super(scope, id, { env });
    this.stack = new StageStack(this, 'Service', { stackName, terminationProtection: profile.protectsFromDeletion });
    this.service = new ContainerService(this.stack, 'Service', { ...props, profile, rollout: props.rollout ?? props.deploymentEnvironment?.rollout });
    this.taskRole = this.service.taskRole;
    [this.securityGroup] = this.service.service.connections.securityGroups;
    this.urlParameter = place.parameterOf?.('url');
    publish(this.stack, place, [
      { output: 'Url', parameter: 'url', value: this.service.url, description: 'The address of the service' },
      { output: 'ClusterName', parameter: 'cluster-name', value: this.service.cluster.clusterName, description: 'The cluster that the service runs in' },
      { output: 'ServiceName', parameter: 'service-name', value: this.service.service.serviceName, description: 'The name of the service in its cluster' },
    ]);
  }
}

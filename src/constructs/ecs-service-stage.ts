import { aws_iam as iam, CfnOutput, Environment, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerService, ContainerServiceProps } from './container-service';
import { checkEnvironment } from './private/stage-rules';
import { StageStack } from './private/stage-stack';
import { Problems } from '../blueprint/private/problems';

/** A container service and the account and region that it is deployed to. */
export interface EcsServiceStageProps extends ContainerServiceProps {
  /** The account and region that the service is deployed to. Both are needed. */
  readonly env: Environment;
}

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
   * @throws Error that lists what is missing in `env`, or every property with a value that cannot work
   */
  constructor(scope: Construct, id: string, props: EcsServiceStageProps) {
    super(scope, id, { env: props.env });
    const problems = new Problems();
    checkEnvironment(problems, props.env);
    problems.throwIfAny(this.node.path);

    this.stack = new StageStack(this, 'Service', { terminationProtection: props.profile.protectsFromDeletion });
    this.service = new ContainerService(this.stack, 'Service', props);
    this.taskRole = this.service.taskRole;
    new CfnOutput(this.stack, 'Url', { value: this.service.url, description: 'The address of the service' });
  }
}

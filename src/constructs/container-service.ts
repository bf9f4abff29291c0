import { aws_cloudfront as cloudfront, aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './private/acknowledge';
import { letCloudFrontIn } from './private/ecs/entrance';
import { createFrontDoor } from './private/ecs/front-door';
import { checkArchitecture, checkExposedPort } from './private/ecs/image-rules';
import { addListener, createLoadBalancer } from './private/ecs/load-balancer';
import { createNetwork } from './private/ecs/network';
import { checkContainerPort, checkHealthCheckPath, checkTaskSize, checkVariableNames } from './private/ecs/rules';
import { checkSecrets } from './private/ecs/secret-rules';
import { createService } from './private/ecs/service';
import { createTaskDefinition } from './private/ecs/task';
import { createTraffic } from './private/ecs/traffic';
import { TrafficLogBucket } from './private/traffic-log-bucket';
import { ProcessorOptions } from './processor-options';
import { ServiceImage } from './service-image';
import { CpuArchitecture, EnvironmentProfile } from '../blueprint';
import { Problems } from '../blueprint/private/problems';

/** A container and what it is given. */
export interface ContainerServiceOptions extends ProcessorOptions {
  /** The image that runs. */
  readonly image: ServiceImage;

  /**
   * The port that the application listens on.
   *
   * @default 8080
   */
  readonly containerPort?: number;

  /**
   * The path that answers with status 200 while the application is healthy.
   *
   * @default '/health'
   */
  readonly healthCheckPath?: string;

  /**
   * Plain settings as environment variables. Anybody who may read the task definition reads them, so values that look
   * like secrets are refused.
   *
   * @default - no settings
   */
  readonly environment?: { [name: string]: string };

  /**
   * The processor of each task in units; 1024 is one processor. One of Fargate's sizes.
   *
   * @default 256
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
   */
  readonly cpu?: number;

  /**
   * The memory of each task in MiB. What is possible depends on `cpu`.
   *
   * @default - twice `cpu`, the least that Fargate gives to it
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
   */
  readonly memoryMiB?: number;
}

/** A container, what it is given and what the environment is for. */
export interface ContainerServiceProps extends ContainerServiceOptions {
  /** What the environment is for. Required, so that nobody gets deletion in production by omission. */
  readonly profile: EnvironmentProfile;
}

/**
 * A container on Fargate behind a private load balancer, with CloudFront as its only entrance.
 *
 * Use it in a stack of your own. To deliver a service with the pipeline, use `EcsServiceStage`.
 */
export class ContainerService extends Construct {
  /** The network that belongs to this service alone. */
  public readonly vpc: ec2.Vpc;

  /** The cluster that the service runs in. */
  public readonly cluster: ecs.Cluster;

  /** The service itself. */
  public readonly service: ecs.FargateService;

  /** The role that the application runs with. Grant it what the application uses. */
  public readonly taskRole: iam.IRole;

  /** The load balancer, which has no public address. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;

  /** The entrance to the service. */
  public readonly distribution: cloudfront.Distribution;

  /** The address of the service, such as `https://d111111abcdef8.cloudfront.net`. */
  public readonly url: string;

  /** @throws Error that lists every property with a value that cannot work */
  constructor(scope: Construct, id: string, props: ContainerServiceProps) {
    super(scope, id);
    const settings = withDefaults(props);
    this.check(settings, props);

    const trafficLogs = new TrafficLogBucket(this, 'TrafficLogs', props.profile);
    acknowledge(trafficLogs, 'S1', 'The bucket holds nothing but access logs; logging who reads logs would need a bucket without end.');

    const { profile } = props;
    const { containerPort } = settings;
    const task = createTaskDefinition(this, { ...settings, image: props.image._bind(this, settings.architecture) });
    this.taskRole = task.taskRole;
    this.vpc = createNetwork(this, profile);
    this.cluster = new ecs.Cluster(this, 'Cluster', { vpc: this.vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
    this.loadBalancer = createLoadBalancer(this, this.vpc, profile, trafficLogs);
    const traffic = createTraffic(addListener(this.loadBalancer), { ...settings, vpc: this.vpc });
    this.service = createService(this, { profile, vpc: this.vpc, cluster: this.cluster, task, containerPort, traffic });
    this.distribution = createFrontDoor(this, this.vpc, this.loadBalancer, trafficLogs);
    letCloudFrontIn(this, { profile, vpc: this.vpc, loadBalancer: this.loadBalancer, distribution: this.distribution });
    this.url = `https://${this.distribution.distributionDomainName}`;
  }

  private check(settings: ReturnType<typeof withDefaults>, { architecture, image }: ContainerServiceProps): void {
    const problems = new Problems();
    checkContainerPort(problems, settings.containerPort);
    checkExposedPort(problems, settings.containerPort, image._known);
    checkArchitecture(problems, architecture, image._known);
    checkHealthCheckPath(problems, settings.healthCheckPath);
    checkTaskSize(problems, settings.cpu, settings.memoryMiB);
    checkVariableNames(problems, settings.environment);
    checkSecrets(problems, settings.environment);
    problems.throwIfAny(this.node.path);
  }
}

function withDefaults(props: ContainerServiceProps) {
  const cpu = props.cpu ?? 256;
  return {
    profile: props.profile,
    architecture: props.architecture ?? props.image._known.architecture ?? CpuArchitecture.X86_64,
    containerPort: props.containerPort ?? 8080,
    healthCheckPath: props.healthCheckPath ?? '/health',
    environment: { ...props.environment },
    cpu,
    memoryMiB: props.memoryMiB ?? 2 * cpu,
  };
}

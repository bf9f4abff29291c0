import {
  Annotations, aws_cloudfront as cloudfront, aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2,
  aws_iam as iam,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './private/acknowledge';
import { tellFixedCosts } from './private/ecs/fixed-costs';
import { openFront } from './private/ecs/front/open-front';
import { createNetwork } from './private/ecs/network';
import { observe } from './private/ecs/observation';
import { guardReleases } from './private/ecs/release-guard';
import { rolloutNotice } from './private/ecs/rollout-notice';
import { createService } from './private/ecs/service';
import { checkService } from './private/ecs/service-rules';
import { settingsOf } from './private/ecs/settings';
import { createTaskDefinition } from './private/ecs/task';
import { createTraffic } from './private/ecs/traffic';
import { TrafficLogBucket } from './private/traffic-log-bucket';
import { ProcessorOptions } from './processor-options';
import type { ReleaseAlarmOptions } from './release-alarm-options';
import type { ServiceConfigurationOptions } from './service-configuration-options';
import { ServiceImage } from './service-image';
import type { ServiceNetworkOptions } from './service-network-options';
import type { ServiceObservationOptions } from './service-observation-options';
import type { ServiceRolloutOptions } from './service-rollout-options';
import type { ServiceScalingOptions } from './service-scaling-options';
import type { EnvironmentProfile } from '../blueprint';

/** A container and what it is given. */
export interface ContainerServiceOptions
  extends ProcessorOptions, ReleaseAlarmOptions, ServiceConfigurationOptions, ServiceNetworkOptions, ServiceObservationOptions,
  ServiceRolloutOptions, ServiceScalingOptions {
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
 * A container on Fargate behind a load balancer, which is private with CloudFront as its only entrance unless told otherwise.
 *
 * Use it in a stack of your own. To deliver a service with the pipeline, use `EcsServiceStage`.
 */
export class ContainerService extends Construct {
  /** The network that the service runs in. */
  public readonly vpc: ec2.IVpc;

  /** The cluster that the service runs in. */
  public readonly cluster: ecs.Cluster;

  /** The service itself. */
  public readonly service: ecs.FargateService;

  /** What turns a release back: an error rate and a response time for each of the two groups of tasks, then the alarms that were given. */
  public readonly releaseAlarms: cloudwatch.IAlarm[];

  /** The role that the application runs with. Grant it what the application uses. */
  public readonly taskRole: iam.IRole;

  /** The load balancer. It has no public address behind CloudFront. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;

  /** Where the load balancer takes the requests that it divides between the two groups of tasks. */
  public readonly listener: elbv2.ApplicationListener;

  /** The two groups of tasks, which change their roles with each release. */
  public readonly targetGroups: elbv2.ApplicationTargetGroup[];

  /** CloudFront in front of the service; none if its load balancer is public. */
  public readonly distribution?: cloudfront.Distribution;

  /** The address of the service, such as `https://d111111abcdef8.cloudfront.net`. */
  public readonly url: string;

  /** @throws Error that lists every property with a value that cannot work */
  constructor(scope: Construct, id: string, props: ContainerServiceProps) {
    super(scope, id);
    const settings = settingsOf(props);
    checkService(this, props, settings);

    const trafficLogs = new TrafficLogBucket(this, 'TrafficLogs', props.profile);
    acknowledge(trafficLogs, 'S1', 'The bucket holds nothing but access logs; logging who reads logs would need a bucket without end.');

    const { profile } = props;
    const { containerPort, rollout, scaling } = settings;
    const task = createTaskDefinition(this, { ...settings, image: props.image._bind(this, settings.architecture) });
    this.taskRole = task.taskRole;
    this.vpc = props.vpc ?? createNetwork(this, profile, props.natGateways);
    this.cluster = new ecs.Cluster(this, 'Cluster', { vpc: this.vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
    const { firewall, loadBalancerName } = props;
    const front = openFront(this, settings.front, { profile, vpc: this.vpc, logs: trafficLogs, loadBalancerName, firewall });
    this.loadBalancer = front.loadBalancer;
    this.listener = front.listener;
    this.distribution = front.distribution;
    this.url = front.url;
    const traffic = createTraffic(front.listener, { ...settings, vpc: this.vpc });
    this.targetGroups = [traffic.blue, traffic.green];
    this.service = createService(this, { scaling, vpc: this.vpc, cluster: this.cluster, task, containerPort, traffic, rollout });
    this.releaseAlarms = guardReleases(this, { profile, cluster: this.cluster, service: this.service, traffic, rollout, options: props });
    observe(this, { service: this.service, loadBalancer: this.loadBalancer, traffic, alarms: this.releaseAlarms }, props);
    const natGateways = props.vpc ? 0 : props.natGateways ?? profile.natGateways;
    tellFixedCosts(this, { ...settings, natGateways, firewall, isPublic: settings.front.isPublic });
    Annotations.of(this).addInfo(rolloutNotice(rollout, scaling.minimumTasks));
  }
}

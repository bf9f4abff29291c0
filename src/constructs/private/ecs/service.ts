import { Annotations, aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { deploymentOf } from './rollout';
import { isScaled, scale, Scaling } from './scaling';
import { CONTAINER_NAME } from './task';
import type { Traffic } from './traffic';
import { createTrafficRole } from './traffic-role';
import type { Rollout } from '../../../blueprint';

export interface ServiceSettings {
  readonly scaling: Scaling;
  readonly vpc: ec2.IVpc;
  readonly cluster: ecs.ICluster;
  readonly task: ecs.FargateTaskDefinition;
  readonly containerPort: number;
  readonly traffic: Traffic;
  readonly rollout: Rollout;
}

/** The tasks, kept running in private subnets behind the load balancer. */
export function createService(scope: Construct, settings: ServiceSettings): ecs.FargateService {
  const { scaling, vpc, cluster, task, traffic, rollout } = settings;
  const service = new ecs.FargateService(scope, 'Service', {
    cluster,
    taskDefinition: task,
    desiredCount: isScaled(scaling) ? undefined : scaling.minimumTasks,
    // A new version starts beside the old one, which serves until the new one is healthy.
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    // Stated, because CDK states it with a circuit breaker only and a service whose controller changes is replaced.
    deploymentController: { type: ecs.DeploymentControllerType.ECS },
    ...deploymentOf(rollout),
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
  });
  Annotations.of(service).acknowledgeWarning('@aws-cdk/aws-ecs:shouldUseCircuitBreaker', 'Rolling deployments have it; ECS has none for the others.');
  attachTraffic(scope, service, settings);
  // Tasks pull their image through the NAT gateways; without a route the circuit breaker would trip on the first deployment.
  service.node.addDependency(...vpc.privateSubnets.map((subnet) => subnet.internetConnectivityEstablished));
  // Tasks that start before their role may read parameters and secrets would fail, and the circuit breaker with them.
  service.node.addDependency(task.obtainExecutionRole());
  if (isScaled(scaling)) {
    scale(service, scaling, traffic);
  }
  return service;
}

/**
 * Both groups are made known to ECS for every rollout: without them a service could not change from a rolling deployment to another, and
 * with them a rolling deployment goes on with the group that has the requests.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-rolling-to-bluegreen.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-bluegreen-to-rolling.html
 */
function attachTraffic(scope: Construct, service: ecs.FargateService, { traffic, containerPort }: ServiceSettings): void {
  const alternateTarget = new ecs.AlternateTarget('Alternate', {
    alternateTargetGroup: traffic.green,
    productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(traffic.productionRule),
    role: createTrafficRole(scope, traffic),
  });
  service.loadBalancerTarget({ containerName: CONTAINER_NAME, containerPort, alternateTarget }).attachToApplicationTargetGroup(traffic.blue);
}

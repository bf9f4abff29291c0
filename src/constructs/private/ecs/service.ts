import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isScaled, scale, Scaling } from './scaling';
import { CONTAINER_NAME } from './task';
import type { Traffic } from './traffic';

export interface ServiceSettings {
  readonly scaling: Scaling;
  readonly vpc: ec2.IVpc;
  readonly cluster: ecs.ICluster;
  readonly task: ecs.FargateTaskDefinition;
  readonly containerPort: number;
  readonly traffic: Traffic;
}

/** The tasks, kept running in private subnets behind the load balancer. */
export function createService(scope: Construct, { scaling, vpc, cluster, task, containerPort, traffic }: ServiceSettings): ecs.FargateService {
  const service = new ecs.FargateService(scope, 'Service', {
    cluster,
    taskDefinition: task,
    desiredCount: isScaled(scaling) ? undefined : scaling.minimumTasks,
    // A new version starts beside the old one, which serves until the new one is healthy.
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
  });
  service.loadBalancerTarget({ containerName: CONTAINER_NAME, containerPort }).attachToApplicationTargetGroup(traffic.blue);
  // Tasks pull their image through the NAT gateways; without a route the circuit breaker would trip on the first deployment.
  service.node.addDependency(...vpc.privateSubnets.map((subnet) => subnet.internetConnectivityEstablished));
  // Tasks that start before their role may read parameters and secrets would fail, and the circuit breaker with them.
  service.node.addDependency(task.obtainExecutionRole());
  if (isScaled(scaling)) {
    scale(service, scaling, traffic);
  }
  return service;
}

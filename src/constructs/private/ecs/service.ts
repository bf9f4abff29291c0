import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CONTAINER_NAME } from './task';
import type { Traffic } from './traffic';
import type { EnvironmentProfile } from '../../../blueprint';

export interface ServiceSettings {
  readonly profile: EnvironmentProfile;
  readonly vpc: ec2.IVpc;
  readonly cluster: ecs.ICluster;
  readonly task: ecs.FargateTaskDefinition;
  readonly containerPort: number;
  readonly traffic: Traffic;
}

/** The tasks, kept running in private subnets behind the load balancer. */
export function createService(scope: Construct, { profile, vpc, cluster, task, containerPort, traffic }: ServiceSettings): ecs.FargateService {
  const service = new ecs.FargateService(scope, 'Service', {
    cluster,
    taskDefinition: task,
    desiredCount: profile.minimumTasks,
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
  return service;
}

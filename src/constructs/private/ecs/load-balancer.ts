import { aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CONTAINER_NAME } from './task';
import type { EnvironmentProfile } from '../../../blueprint';

/** Where the load balancer listens. Only CloudFront reaches it, through the private network. */
export const LISTENER_PORT = 80;

/** A load balancer that nobody on the internet can reach. */
export function createLoadBalancer(scope: Construct, vpc: ec2.IVpc, profile: EnvironmentProfile, logs: s3.IBucket): elbv2.ApplicationLoadBalancer {
  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    internetFacing: false,
    dropInvalidHeaderFields: true,
    deletionProtection: profile.protectsFromDeletion,
  });
  loadBalancer.logAccessLogs(logs, 'load-balancer');
  return loadBalancer;
}

/** Sends all requests to the tasks that answer the health check. */
export function forwardToTasks(
  loadBalancer: elbv2.ApplicationLoadBalancer, service: ecs.FargateService, containerPort: number, healthCheckPath: string,
): elbv2.ApplicationTargetGroup {
  const listener = loadBalancer.addListener('Http', {
    port: LISTENER_PORT,
    protocol: elbv2.ApplicationProtocol.HTTP,
    // An open listener would let in every address; who may enter is decided where the entrance is made.
    open: false,
  });
  return listener.addTargets('Tasks', {
    port: containerPort,
    protocol: elbv2.ApplicationProtocol.HTTP,
    targets: [service.loadBalancerTarget({ containerName: CONTAINER_NAME, containerPort })],
    healthCheck: { path: healthCheckPath },
    deregistrationDelay: Duration.seconds(30),
  });
}

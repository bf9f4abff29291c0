import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
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

export function addListener(loadBalancer: elbv2.ApplicationLoadBalancer): elbv2.ApplicationListener {
  return loadBalancer.addListener('Http', {
    port: LISTENER_PORT,
    protocol: elbv2.ApplicationProtocol.HTTP,
    // An open listener would let in every address; who may enter is decided where the entrance is made.
    open: false,
  });
}

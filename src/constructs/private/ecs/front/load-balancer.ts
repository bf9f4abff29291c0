import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FrontSettings } from './front';

/** A load balancer in the private subnets, or in the public ones, with one address a zone. */
export function createLoadBalancer(scope: Construct, settings: FrontSettings, isPublic: boolean): elbv2.ApplicationLoadBalancer {
  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc: settings.vpc,
    vpcSubnets: { subnetType: isPublic ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS, onePerAz: true },
    internetFacing: isPublic,
    loadBalancerName: settings.loadBalancerName,
    dropInvalidHeaderFields: true,
    deletionProtection: settings.profile.protectsFromDeletion,
  });
  loadBalancer.logAccessLogs(settings.logs, 'load-balancer');
  return loadBalancer;
}

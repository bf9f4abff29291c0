import type { aws_ec2 as ec2 } from 'aws-cdk-lib';
import type { ServiceEntrance } from './service-entrance';
import type { ServiceFirewall } from './service-firewall';

/** The network of a service and the way into it. */
export interface ServiceNetworkOptions {
  /**
   * The network that the service runs in: private subnets with a route out in two zones, and an internet gateway, which CloudFront demands. With a
   * public load balancer also public subnets. Its flow logs are its owner's: none are added.
   *
   * A change of the network replaces the load balancer and the service.
   *
   * @default - a network of its own in two zones, with flow logs
   */
  readonly vpc?: ec2.IVpc;

  /**
   * How many NAT gateways the service's own network gets, 1 or 2. Each costs a fixed price a month; with one, tasks reach nothing outside
   * while its zone is down.
   *
   * @default - as the profile says
   */
  readonly natGateways?: number;

  /**
   * How visitors reach the service.
   *
   * @default ServiceEntrance.cloudFront()
   */
  readonly entrance?: ServiceEntrance;

  /**
   * A web ACL in front of the service.
   *
   * @default - none
   */
  readonly firewall?: ServiceFirewall;

  /**
   * The name of the load balancer. For services that were deployed with a name already: a load balancer with a fixed name cannot be replaced.
   *
   * @default - CloudFormation makes a name
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
   */
  readonly loadBalancerName?: string;
}

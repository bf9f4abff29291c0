import { aws_ec2 as ec2, Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';
import type { ServiceNetworkOptions } from '../../service-network-options';

/** A load balancer stands in two zones at least. */
const LEAST_ZONES = 2;

/** A network that tasks can start in, and a load balancer can stand in. */
export function checkNetwork(problems: Problems, { vpc, natGateways, entrance }: ServiceNetworkOptions): void {
  if (natGateways !== undefined && vpc) {
    problems.add('natGateways', 'must not stand beside vpc', natGateways, 'The NAT gateways of a given network are its owner\'s: remove it.');
  } else if (natGateways !== undefined && !Token.isUnresolved(natGateways) && ![1, 2].includes(natGateways)) {
    problems.add('natGateways', 'must be 1 or 2', natGateways, 'The network has two zones, and without a NAT gateway tasks cannot pull their image.');
  }
  if (vpc && zonesOf(vpc.privateSubnets) < LEAST_ZONES) {
    problems.add('vpc', 'must have private subnets with egress in two zones', `${zonesOf(vpc.privateSubnets)} zones`, 'Tasks pull their image from there: give a network with a NAT gateway behind its private subnets.');
  }
  if (vpc && entrance?._front.isPublic && zonesOf(vpc.publicSubnets) < LEAST_ZONES) {
    problems.add('vpc', 'must have public subnets in two zones for a public load balancer', `${zonesOf(vpc.publicSubnets)} zones`, 'Give such a network, or use ServiceEntrance.cloudFront().');
  }
}

function zonesOf(subnets: readonly ec2.ISubnet[]): number {
  return new Set(subnets.map(({ availabilityZone }) => availabilityZone)).size;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
export function checkLoadBalancerName(problems: Problems, name?: string): void {
  if (name !== undefined && !Token.isUnresolved(name) && !/^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name)) {
    problems.add(
      'loadBalancerName', 'must be 1 to 32 letters, digits and hyphens, no hyphen at either end, and not start with "internal-"', name,
      'Shorten or correct it, or leave it out.',
    );
  }
}

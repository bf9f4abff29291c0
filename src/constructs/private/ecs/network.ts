import { aws_ec2 as ec2, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentProfile } from '../../../blueprint';
import { logGroupPropsOf } from '../profile-settings';

/** A network in two zones: tasks and load balancer in private subnets, NAT gateways in the public ones, all traffic logged. */
export function createNetwork(scope: Construct, profile: EnvironmentProfile, natGateways = profile.natGateways): ec2.Vpc {
  return new ec2.Vpc(scope, 'Vpc', {
    maxAzs: 2,
    natGateways,
    restrictDefaultSecurityGroup: true,
    flowLogs: {
      All: { destination: ec2.FlowLogDestination.toCloudWatchLogs(new logs.LogGroup(scope, 'FlowLogs', logGroupPropsOf(profile))) },
    },
  });
}

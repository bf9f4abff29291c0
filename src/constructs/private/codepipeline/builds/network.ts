import { aws_codebuild as codebuild, aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BuildNetwork } from '../../../../blueprint';

type Placement = Pick<codebuild.CommonProjectProps, 'vpc' | 'subnetSelection' | 'securityGroups'>;

/** Where a build runs, from what exists in the tools account. Nothing is looked up, so that a synth needs no credentials. */
export function buildPlacement(scope: Construct, network?: BuildNetwork): Placement {
  if (!network) {
    return {};
  }
  return {
    // CDK wants a zone here; the subnets are given by id, so nobody reads it.
    vpc: ec2.Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: network.vpcId, availabilityZones: ['unknown'] }),
    subnetSelection: { subnets: network.subnetIds.map((id) => ec2.Subnet.fromSubnetId(scope, id, id)) },
    securityGroups: network.securityGroupIds.map((id) => ec2.SecurityGroup.fromSecurityGroupId(scope, id, id, { mutable: false })),
  };
}

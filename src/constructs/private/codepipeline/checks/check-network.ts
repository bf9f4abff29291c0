import { Annotations, aws_ec2 as ec2, pipelines } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Check, DeploymentEnvironment } from '../../../../blueprint';

/** Where CodeBuild runs a check, if in a VPC. */
export function networkOf(
  { name, network }: Check, environment: DeploymentEnvironment, scope: Construct,
): Pick<pipelines.CodeBuildStepProps, 'vpc' | 'subnetSelection' | 'securityGroups'> {
  if (!network) {
    return {};
  }
  const place = new Construct(scope, `${environment.name}.${name}`);
  const subnets = network.subnetIds.map((id) => {
    const subnet = ec2.Subnet.fromSubnetId(place, id, id);
    Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId', 'CodeBuild needs no route table of a subnet.');
    return subnet;
  });
  return {
    // CodeBuild takes subnets by their ids; CDK wants zones all the same and looks at none of them.
    vpc: ec2.Vpc.fromVpcAttributes(place, 'Vpc', { vpcId: network.vpcId, availabilityZones: ['unknown'] }),
    subnetSelection: { subnets },
    securityGroups: network.securityGroupIds.map((id) => ec2.SecurityGroup.fromSecurityGroupId(place, id, id, { mutable: false })),
  };
}

import { aws_cloudfront as cloudfront, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_iam as iam, aws_logs as logs, custom_resources as cr } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentProfile } from '../../../../blueprint';
import { acknowledge } from '../../acknowledge';
import { logGroupPropsOf } from '../../profile-settings';

/** What CloudFront calls the security group that it makes in a network with a VPC origin. */
const CLOUDFRONT_GROUP = 'CloudFront-VPCOrigins-Service-SG';

export interface Entrance {
  readonly profile: EnvironmentProfile;
  readonly vpc: ec2.IVpc;
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly distribution: cloudfront.Distribution;
  readonly port: number;
}

/**
 * Lets CloudFront's VPC origins of this account reach the load balancer, and nothing else.
 *
 * CloudFormation does not know the security group's id, so it is looked up at deployment. CloudFront's public prefix
 * list would do without a lookup of the group, but would let in the distributions of every other account as well.
 */
export function letCloudFrontIn(scope: Construct, entrance: Entrance): void {
  const lookup = lookUpGroup(scope, entrance);
  // CloudFront makes the group while it sets the distribution up.
  lookup.node.addDependency(entrance.distribution);
  const group = ec2.SecurityGroup.fromSecurityGroupId(scope, 'CloudFrontGroup', lookup.getResponseField('SecurityGroups.0.GroupId'), { mutable: false });
  entrance.loadBalancer.connections.allowFrom(group, ec2.Port.tcp(entrance.port), 'CloudFront VPC origins');
}

function lookUpGroup(scope: Construct, { profile, vpc }: Entrance): cr.AwsCustomResource {
  const logGroup = new logs.LogGroup(scope, 'LookupLogs', logGroupPropsOf(profile));
  const role = new iam.Role(scope, 'LookupRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const lookup = new cr.AwsCustomResource(scope, 'CloudFrontGroupLookup', {
    // Asked on updates too: an answer without the id would fail the deployment.
    onUpdate: {
      service: 'EC2',
      action: 'DescribeSecurityGroups',
      parameters: { Filters: [{ Name: 'vpc-id', Values: [vpc.vpcId] }, { Name: 'group-name', Values: [CLOUDFRONT_GROUP] }] },
      outputPaths: ['SecurityGroups.0.GroupId'],
      physicalResourceId: cr.PhysicalResourceId.of(CLOUDFRONT_GROUP),
    },
    policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: cr.AwsCustomResourcePolicy.ANY_RESOURCE }),
    role,
    logGroup,
    // The installed version is enough, and a deployment must not depend on a download.
    installLatestAwsSdk: false,
  });
  acknowledge(
    lookup.node.findChild('CustomResourcePolicy'), 'IAM5[Resource::*]',
    'ec2:DescribeSecurityGroups knows no resources: AWS allows it on all of them or none. It reads and changes nothing.',
  );
  return lookup;
}

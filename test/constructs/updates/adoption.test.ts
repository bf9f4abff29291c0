import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import {
  App, aws_certificatemanager as acm, aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, aws_ecs_patterns as patterns,
  aws_elasticloadbalancingv2 as elbv2, Stack,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ContainerService, EnvironmentProfile, ServiceEntrance, ServiceImage } from '../../../src';
import { DIGEST, ENV } from '../../support/stages';

const certificateArn = 'arn:aws:acm:eu-west-1:111111111111:certificate/11111111-1111-4111-8111-111111111111';
const networkOf = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });

/** A service as the patterns of CDK make it. */
function runningStack(): Stack {
  const stack = new Stack(new App(), 'Orders', { env: ENV });
  new patterns.ApplicationLoadBalancedFargateService(stack, 'Api', {
    cluster: new ecs.Cluster(stack, 'Cluster', { vpc: networkOf(stack) }),
    taskImageOptions: { image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'api'), '1.0.0'), containerPort: 8080 },
    certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', certificateArn),
    redirectHTTP: true,
    minHealthyPercent: 100,
  });
  return stack;
}

/** The ids of what is made anew otherwise, and those that it has: the pairs that `cdk diff` shows as added and removed. */
const KEPT = {
  ApiCluster38154836: 'ClusterEB0386A7',
  ApiLoadBalancer9F78B8A1: 'ApiLB8D4BD609',
  ApiLoadBalancerSecurityGroup9025E6D0: 'ApiLBSecurityGroup70AC4E5C',
  ApiLoadBalancerSecurityGrouptoOrdersApiServiceSecurityGroupA68C881C80808CD8BE07: 'ApiLBSecurityGrouptoOrdersApiServiceSecurityGroupA68C881C8080DAB505CB',
  ApiServiceSecurityGroupfromOrdersApiLoadBalancerSecurityGroupA38EEDD0808021D61E96: 'ApiServiceSecurityGroupfromOrdersApiLBSecurityGroup1ADD5EE5808020C31BD6',
  ApiLoadBalancerHttpsC4024747: 'ApiLBPublicListener5142AAA5',
  ApiLoadBalancerHttpRedirectBBED0279: 'ApiLBPublicRedirectListener3C78F486',
  ApiLoadBalancerHttpsTasksGroup14FE7868: 'ApiLBPublicListenerECSGroup45FF926A',
  ApiTaskTaskRoleFAB26FDD: 'ApiTaskDefTaskRole69DE15BC',
  ApiTaskExecutionRoleAC3D2394: 'ApiTaskDefExecutionRole5CBCA7DA',
  ApiTaskExecutionRoleDefaultPolicyD79A9337: 'ApiTaskDefExecutionRoleDefaultPolicyE5F94BFA',
};

/** The same service adopted, step by step as `docs/ADOPTION.md` says. */
function adoptedStack(): Stack {
  const stack = new Stack(new App(), 'Orders', { env: ENV });
  const api = new ContainerService(stack, 'Api', {
    profile: EnvironmentProfile.PRODUCTION,
    vpc: networkOf(stack),
    image: ServiceImage.fromEcr('api', DIGEST),
    entrance: ServiceEntrance.publicLoadBalancer({ domainName: 'api.example.com', certificateArn }),
  });
  Object.entries(KEPT).forEach(([made, kept]) => stack.renameLogicalId(made, kept));
  const [securityGroup] = api.loadBalancer.connections.securityGroups;
  const [targetGroup] = api.targetGroups;
  (targetGroup.node.defaultChild as elbv2.CfnTargetGroup).port = 80;
  (securityGroup.node.defaultChild as ec2.CfnSecurityGroup).groupDescription = 'Automatically created Security Group for ELB OrdersApiLBF282D252';
  (api.service.node.findChild('Service') as ecs.CfnService).addPropertyDeletionOverride('DeploymentController');
  return stack;
}

const LOSSES = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE, ResourceImpact.WILL_DESTROY];

/** What is replaced or removed, but for revisions of the task, which every release makes. */
function lossesOf(before: Stack, after: Stack): string[] {
  const losses: string[] = [];
  const { resources } = fullDiff(Template.fromStack(before).toJSON(), Template.fromStack(after).toJSON());
  resources.forEachDifference((id, { changeImpact, resourceType }) => {
    if (LOSSES.includes(changeImpact) && resourceType !== 'AWS::ECS::TaskDefinition') {
      losses.push(`${id}: ${resourceType}: ${changeImpact}`);
    }
  });
  return losses.sort();
}

describe('[E9] a running service of CDK\'s patterns', () => {
  test('is adopted without replacing it, its load balancer, listeners, tasks\' group or cluster', () => {
    expect(lossesOf(runningStack(), adoptedStack())).toEqual([]);
  });

  test('would be replaced without the steps of the adoption', () => {
    const stack = new Stack(new App(), 'Orders', { env: ENV });
    new ContainerService(stack, 'Api', { profile: EnvironmentProfile.PRODUCTION, vpc: networkOf(stack), image: ServiceImage.fromEcr('api', DIGEST) });
    expect(lossesOf(runningStack(), stack).join('\n')).toMatch(/ApiServiceD5B4A50A: AWS::ECS::Service: WILL_REPLACE/);
  });
});

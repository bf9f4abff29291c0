import { aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Traffic } from './traffic';
import { acknowledge } from '../acknowledge';

/**
 * The role with which ECS moves requests between the two groups: the actions of AWS's managed policy for it, on this service's load
 * balancer alone.
 *
 * They stand in the role itself, so that ECS never has the role without them.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function createTrafficRole(scope: Construct, { blue, green, listener, productionRule }: Traffic): iam.Role {
  const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({
    actions: actions.map((action) => `elasticloadbalancing:${action}`), resources,
  });
  const role = new iam.Role(scope, 'TrafficRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    inlinePolicies: {
      MoveRequests: new iam.PolicyDocument({
        statements: [
          allow(['DescribeListeners', 'DescribeRules', 'DescribeTargetGroups', 'DescribeTargetHealth'], ['*']),
          allow(['RegisterTargets', 'DeregisterTargets'], [blue.targetGroupArn, green.targetGroupArn]),
          allow(['ModifyListener'], [listener.listenerArn]),
          allow(['ModifyRule'], [productionRule.listenerRuleArn]),
        ],
      }),
    },
  });
  acknowledge(
    role, 'IAM5[Resource::*]',
    'The describing actions of elastic load balancing know no resources: AWS allows them on all or none. They read and change nothing.',
  );
  return role;
}

import { may, mayNot, PolicyRow } from './policy-table';

/** What the role with which ECS moves requests between two groups of tasks may do, and what it must not. */
export const ROLLOUT_POLICIES: PolicyRow[] = [
  may('ECS', 'sts:AssumeRole', 'the rollout'),
  mayNot('the tasks', 'sts:AssumeRole', 'the rollout'),
  mayNot('Lambda', 'sts:AssumeRole', 'the rollout'),
  may('the rollout', 'elasticloadbalancing:ModifyRule', 'the rule'),
  may('the rollout', 'elasticloadbalancing:ModifyListener', 'the listener'),
  ...['the blue group', 'the green group'].flatMap((group) => [
    may('the rollout', 'elasticloadbalancing:RegisterTargets', group),
    may('the rollout', 'elasticloadbalancing:DeregisterTargets', group),
  ]),
  ...['DescribeListeners', 'DescribeRules', 'DescribeTargetGroups', 'DescribeTargetHealth'].map((action) => may('the rollout', `elasticloadbalancing:${action}`, 'everything')),
  mayNot('the rollout', 'elasticloadbalancing:ModifyRule', 'another rule'),
  mayNot('the rollout', 'elasticloadbalancing:ModifyListener', 'another listener'),
  mayNot('the rollout', 'elasticloadbalancing:RegisterTargets', 'another group'),
  mayNot('the rollout', 'elasticloadbalancing:DeregisterTargets', 'another group'),
  mayNot('the rollout', 'elasticloadbalancing:DeleteRule', 'the rule'),
  mayNot('the rollout', 'elasticloadbalancing:CreateRule', 'the listener'),
  mayNot('the rollout', 'elasticloadbalancing:DeleteListener', 'the listener'),
  mayNot('the rollout', 'elasticloadbalancing:ModifyTargetGroup', 'the blue group'),
  mayNot('the rollout', 'elasticloadbalancing:DeleteTargetGroup', 'the blue group'),
];

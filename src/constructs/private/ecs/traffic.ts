import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { guardProductionRule } from './production-rule';

/** What the tasks answer. */
export interface TrafficSettings {
  readonly vpc: ec2.IVpc;
  readonly containerPort: number;
  readonly healthCheckPath: string;
}

/** The two groups of tasks that take turns, and the rule that divides requests between them. */
export interface Traffic {
  /** Where the first release runs. */
  readonly blue: elbv2.ApplicationTargetGroup;

  /** Where the second one runs; after it the groups change their roles with each release. */
  readonly green: elbv2.ApplicationTargetGroup;

  readonly listener: elbv2.ApplicationListener;

  readonly productionRule: elbv2.ApplicationListenerRule;
}

/**
 * Both groups are there whatever the rollout is, so that another rollout is an update of the service alone.
 *
 * ECS moves the weights of the rule. CloudFormation would write those of the template back if anything of the rule changed, so nothing
 * in it depends on a setting, and what changes it otherwise is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
export function createTraffic(listener: elbv2.ApplicationListener, settings: TrafficSettings): Traffic {
  const blue = targetGroup(listener, 'TasksGroup', settings);
  const green = targetGroup(listener, 'AlternateTasksGroup', settings);
  listener.addAction('Tasks', { action: elbv2.ListenerAction.forward([blue]) });
  const productionRule = new elbv2.ApplicationListenerRule(listener, 'Production', {
    listener,
    priority: 1,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
    action: elbv2.ListenerAction.weightedForward([{ targetGroup: blue, weight: 100 }, { targetGroup: green, weight: 0 }]),
  });
  const traffic = { blue, green, listener, productionRule };
  guardProductionRule(traffic);
  return traffic;
}

function targetGroup(
  scope: elbv2.ApplicationListener, id: string, { vpc, containerPort, healthCheckPath }: TrafficSettings,
): elbv2.ApplicationTargetGroup {
  return new elbv2.ApplicationTargetGroup(scope, id, {
    vpc,
    port: containerPort,
    protocol: elbv2.ApplicationProtocol.HTTP,
    targetType: elbv2.TargetType.IP,
    healthCheck: { path: healthCheckPath },
    deregistrationDelay: Duration.seconds(30),
  });
}

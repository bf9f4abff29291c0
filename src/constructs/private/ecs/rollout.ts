import { aws_ecs as ecs, Duration } from 'aws-cdk-lib';
import { Rollout, RolloutType } from '../../../blueprint';
import type { Problems } from '../../../blueprint/private/problems';
import { equalStepOf } from '../../../blueprint/private/rollout-milestones';

/** What a rollout is for ECS. */
export type Deployment = Pick<
  ecs.FargateServiceProps,
  'deploymentStrategy' | 'bakeTime' | 'canaryConfiguration' | 'linearConfiguration' | 'circuitBreaker'
>;

/**
 * ECS knows equal steps only: those of a rollout by steps are met by equal ones that are not held, and a hook holds those that count.
 *
 * The circuit breaker is for rolling deployments alone. In the others a version that does not become healthy never gets a request.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function deploymentOf(rollout: Rollout): Deployment {
  const { steps } = rollout.plan();
  const { percent: stepPercent, minutes } = steps[0];
  const bakeTime = Duration.minutes(steps[steps.length - 1].minutes);
  const step = { stepPercent, stepBakeTime: Duration.minutes(minutes) };
  switch (rollout.type) {
    case RolloutType.ALL_AT_ONCE: return { deploymentStrategy: ecs.DeploymentStrategy.ROLLING, circuitBreaker: { rollback: true } };
    case RolloutType.BLUE_GREEN: return { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN, bakeTime };
    case RolloutType.CANARY: return { deploymentStrategy: ecs.DeploymentStrategy.CANARY, bakeTime, canaryConfiguration: step };
    case RolloutType.LINEAR: return { deploymentStrategy: ecs.DeploymentStrategy.LINEAR, bakeTime, linearConfiguration: step };
    case RolloutType.STEPS: return {
      deploymentStrategy: ecs.DeploymentStrategy.LINEAR,
      bakeTime,
      linearConfiguration: { stepPercent: equalStepOf(rollout), stepBakeTime: Duration.minutes(0) },
    };
  }
}

const LEAST_STEP_PERCENT = 3;

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html */
export function checkRollout(problems: Problems, rollout: Rollout): void {
  const percents = rollout.plan().steps.map(({ percent }) => percent);
  if (rollout.type === RolloutType.LINEAR && percents[0] < LEAST_STEP_PERCENT) {
    problems.add('rollout', `must move at least ${LEAST_STEP_PERCENT} percent at each step, as ECS does`, percents[0], 'Give a larger percent, such as 5.');
  }
  if (rollout.type === RolloutType.STEPS && equalStepOf(rollout) < LEAST_STEP_PERCENT) {
    problems.add(
      'rollout', `must have percents with a common divisor of at least ${LEAST_STEP_PERCENT}, because ECS meets them by equal steps of at least that`, percents,
      'Choose multiples of 5 or 10, such as [10, 50, 100].',
    );
  }
}

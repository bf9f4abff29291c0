import type { CanaryRolloutProps, LinearRolloutProps, RolloutOptions, SteppedRolloutProps } from '../rollout-options';
import type { RolloutStep } from '../rollout-plan';

/** A rollout of `pipeline.json`: its keys are those of the props in code, and `type` tells which. */
export type RolloutDocument =
  | { readonly type: 'allAtOnce' }
  | RolloutOptions & { readonly type: 'blueGreen' }
  | CanaryRolloutProps & { readonly type: 'canary' }
  | LinearRolloutProps & { readonly type: 'linear' }
  | SteppedRolloutProps & { readonly type: 'steps'; readonly percents: number[] };

const DEFAULT_BAKE_MINUTES = 10;

/**
 * CloudFormation refuses a deployment that would take more than 33 hours, because it gives up after 36.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-linearconfiguration.html
 */
export const MOST_ROLLOUT_MINUTES = 33 * 60;

/** The shares of a rollout that follows the rules of shape. */
export function stepsOf(rollout: RolloutDocument): RolloutStep[] {
  if (rollout.type === 'allAtOnce') {
    return [{ percent: 100, minutes: 0 }];
  }
  const held = percentsOf(rollout).map((percent) => ({ percent, minutes: 'minutes' in rollout ? rollout.minutes : 0 }));
  return [...held, { percent: 100, minutes: rollout.bakeMinutes ?? DEFAULT_BAKE_MINUTES }];
}

/** The shares below 100 percent. */
function percentsOf(rollout: Exclude<RolloutDocument, { type: 'allAtOnce' }>): number[] {
  switch (rollout.type) {
    case 'blueGreen': return [];
    case 'canary': return [rollout.percent];
    case 'linear': return Array.from({ length: Math.ceil(100 / rollout.percent) - 1 }, (_, index) => (index + 1) * rollout.percent);
    case 'steps': return rollout.percents.slice(0, -1);
  }
}

export function minutesOf(steps: RolloutStep[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}

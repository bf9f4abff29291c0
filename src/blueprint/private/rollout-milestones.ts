import { Rollout, RolloutType } from '../rollout';
import type { RolloutStep } from '../rollout-plan';

/** Where a rollout by steps is held, and for how long. The other kinds have none: what carries them out holds equal steps by itself. */
export function milestonesOf(rollout: Rollout): RolloutStep[] {
  return rollout.type === RolloutType.STEPS ? rollout.plan().steps.slice(0, -1) : [];
}

/** The largest equal step in percent that meets every share of a rollout. */
export function equalStepOf(rollout: Rollout): number {
  return rollout.plan().steps.map(({ percent }) => percent).reduce(greatestCommonDivisor);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

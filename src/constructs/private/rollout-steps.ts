import type { RolloutStep } from '../../blueprint';

/** The shares of a rollout in words, such as `10 % for 10 minutes, then 100 % with a bake of 30 minutes`. */
export function stepsInWords(steps: readonly RolloutStep[]): string {
  const bake = steps[steps.length - 1].minutes;
  return [...steps.slice(0, -1).map(({ percent, minutes }) => `${percent} % for ${inMinutes(minutes)}`), `100 % with a bake of ${inMinutes(bake)}`].join(', then ');
}

export function inMinutes(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

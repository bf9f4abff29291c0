import { Rollout, RolloutStep } from '../../../blueprint';

/** What a release of the service will do, for whoever reads the output of the synth. */
export function rolloutNotice(rollout: Rollout, tasks: number): string {
  const { steps, minutes, worstCaseMinutes, doublesCapacity } = rollout.plan();
  if (!doublesCapacity) {
    return `Rollout ${rollout.type}: the new version takes the place of the old one as soon as it is healthy.`;
  }
  const bake = steps[steps.length - 1].minutes;
  return [
    `Rollout ${rollout.type}: ${[...steps.slice(0, -1).map(held), `100 % with a bake of ${duration(bake)}`].join(', then ')}.`,
    `It ends after ${duration(minutes)}; in the worst case a release is turned back in the last one and the way back ends after ${duration(worstCaseMinutes)}.`,
    `Starting the new version comes on top. It runs both versions side by side: ${tasks} + ${tasks} tasks.`,
  ].join(' ');
}

function held({ percent, minutes }: RolloutStep): string {
  return `${percent} % for ${duration(minutes)}`;
}

function duration(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

import { Rollout } from '../../../blueprint';
import { inMinutes, stepsInWords } from '../rollout-steps';

/** What a release of the service will do, for whoever reads the output of the synth. */
export function rolloutNotice(rollout: Rollout, tasks: number): string {
  const { steps, minutes, worstCaseMinutes, doublesCapacity } = rollout.plan();
  if (!doublesCapacity) {
    return `Rollout ${rollout.type}: the new version takes the place of the old one as soon as it is healthy.`;
  }
  return [
    `Rollout ${rollout.type}: ${stepsInWords(steps)}.`,
    `It ends after ${inMinutes(minutes)}; in the worst case a release is turned back in the last one and the way back ends after ${inMinutes(worstCaseMinutes)}.`,
    `Starting the new version comes on top. It runs both versions side by side: ${tasks} + ${tasks} tasks.`,
  ].join(' ');
}

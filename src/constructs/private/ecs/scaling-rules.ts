import { Token } from 'aws-cdk-lib';
import { Scaling, tasksOf } from './scaling';
import { Rollout, RolloutType } from '../../../blueprint';
import type { Problems } from '../../../blueprint/private/problems';
import { isTimeZone, TIME_ZONE, TIME_ZONE_REMEDY } from '../../../blueprint/private/time-zone';
import type { OffHours } from '../../service-scaling-options';

/** As many as one service of ECS can have. */
const MOST_TASKS = 5000;

const TAKING_TURNS = 'Requests are counted for one group of tasks, and AWS does not follow them when the two groups take turns: aim for cpuPercent or memoryPercent, '
  + 'or use Rollout.allAtOnce().';

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
export function checkScaling(problems: Problems, scaling: Scaling, rollout: Rollout): void {
  const { minimumTasks, maximumTasks, cpuPercent, memoryPercent, requestsPerTask, offHours } = scaling;
  checkWhole(problems, 'minimumTasks', minimumTasks, MOST_TASKS);
  checkWhole(problems, 'maximumTasks', maximumTasks, MOST_TASKS);
  checkWhole(problems, 'cpuPercent', cpuPercent, 100);
  checkWhole(problems, 'memoryPercent', memoryPercent, 100);
  checkWhole(problems, 'requestsPerTask', requestsPerTask, Number.MAX_SAFE_INTEGER);
  const aims = Object.entries({ cpuPercent, memoryPercent, requestsPerTask }).filter(([, value]) => value !== undefined);
  if (maximumTasks < minimumTasks) {
    problems.add('maximumTasks', `must be at least minimumTasks, ${minimumTasks}`, maximumTasks, 'Raise it, or lower minimumTasks.');
  } else if (maximumTasks === minimumTasks && aims.length > 0) {
    problems.add('maximumTasks', `must be more than minimumTasks, ${minimumTasks}, for ${aims.map(([name]) => name).join(' and ')}`, maximumTasks, 'Raise it, or remove the aims.');
  }
  if (requestsPerTask !== undefined && rollout.type !== RolloutType.ALL_AT_ONCE) {
    problems.add('requestsPerTask', `must be left out with the rollout ${rollout.type}`, requestsPerTask, TAKING_TURNS);
  }
  if (offHours) {
    checkOffHours(problems, offHours, maximumTasks);
  }
}

function checkOffHours(problems: Problems, offHours: OffHours, maximumTasks: number): void {
  const { from, to, timeZone } = offHours;
  const tasks = tasksOf(offHours);
  Object.entries({ from, to }).filter(([, time]) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)).forEach(([key, time]) => {
    problems.add(`offHours.${key}`, 'must be a time of day', time, 'Write hours and minutes, such as "20:00".');
  });
  if (from === to) {
    problems.add('offHours.to', 'must differ from offHours.from', to, 'Off-hours that never end are minimumTasks and maximumTasks.');
  }
  if (!TIME_ZONE.test(timeZone) || !isTimeZone(timeZone)) {
    problems.add('offHours.timeZone', 'must be a time zone that there is', timeZone, TIME_ZONE_REMEDY);
  }
  if (tasks === 0) {
    problems.add('offHours.tasks', 'must be at least 1', tasks, 'A release at night starts as many copies as run then: with none, nothing finds out whether it works, and smoke checks fail.');
  } else {
    checkWhole(problems, 'offHours.tasks', tasks, MOST_TASKS);
  }
  if (!Token.isUnresolved(maximumTasks) && tasks >= maximumTasks) {
    problems.add('offHours.tasks', `must be less than maximumTasks, ${maximumTasks}`, tasks, 'Otherwise off-hours save nothing: run fewer copies then, or more by day, or remove offHours.');
  }
}

function checkWhole(problems: Problems, place: string, value: number | undefined, highest: number): void {
  if (value !== undefined && !Token.isUnresolved(value) && !(Number.isInteger(value) && value >= 1 && value <= highest)) {
    problems.add(place, highest > MOST_TASKS ? 'must be a whole number of at least 1' : `must be a whole number from 1 to ${highest}`, value, 'Correct it.');
  }
}

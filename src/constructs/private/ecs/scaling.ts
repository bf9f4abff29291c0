import { aws_applicationautoscaling as autoscaling, aws_ecs as ecs, TimeZone } from 'aws-cdk-lib';
import type { Traffic } from './traffic';
import type { EnvironmentProfile } from '../../../blueprint';
import type { OffHours, ServiceScalingOptions } from '../../service-scaling-options';

/** What scaling aims for if nobody says: below it there is room for the minutes that new tasks take to start. */
const CPU_PERCENT = 60;

/** How many tasks run, with the profile's defaults. */
export interface Scaling extends ServiceScalingOptions {
  readonly minimumTasks: number;
  readonly maximumTasks: number;
}

export function scalingOf(options: ServiceScalingOptions, profile: EnvironmentProfile): Scaling {
  const minimumTasks = options.minimumTasks ?? profile.minimumTasks;
  const maximumTasks = options.maximumTasks ?? Math.max(minimumTasks, profile.maximumTasks);
  const { cpuPercent, memoryPercent, requestsPerTask, offHours } = options;
  return { minimumTasks, maximumTasks, cpuPercent, memoryPercent, requestsPerTask, offHours };
}

/** Whether the number of tasks changes by itself. A template that named it would then set it back with each update. */
export function isScaled({ minimumTasks, maximumTasks, offHours }: Scaling): boolean {
  return maximumTasks > minimumTasks || offHours !== undefined;
}

/** How many tasks run when least happens. */
export function fewestTasks({ minimumTasks, offHours }: Scaling): number {
  return offHours ? Math.min(minimumTasks, tasksOf(offHours)) : minimumTasks;
}

/** How many tasks run in off-hours. */
export function tasksOf({ tasks }: OffHours): number {
  return tasks ?? 1;
}

/**
 * Lets the number of tasks follow the load and the clock.
 *
 * A new service starts with one task and gets the others as soon as it is registered for scaling.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function scale(service: ecs.FargateService, scaling: Scaling, traffic: Traffic): void {
  const { minimumTasks, maximumTasks, memoryPercent, requestsPerTask, offHours } = scaling;
  const count = service.autoScaleTaskCount({ minCapacity: minimumTasks, maxCapacity: maximumTasks });
  const cpuPercent = cpuAim(scaling);
  if (cpuPercent !== undefined) {
    count.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpuPercent });
  }
  if (memoryPercent !== undefined) {
    count.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: memoryPercent });
  }
  if (requestsPerTask !== undefined) {
    count.scaleOnRequestCount('Requests', { requestsPerTarget: requestsPerTask, targetGroup: traffic.blue });
  }
  if (offHours) {
    follow(count, offHours, scaling);
  }
}

function cpuAim({ minimumTasks, maximumTasks, cpuPercent, memoryPercent, requestsPerTask }: Scaling): number | undefined {
  const hasOtherAim = memoryPercent !== undefined || requestsPerTask !== undefined;
  return cpuPercent ?? (maximumTasks > minimumTasks && !hasOtherAim ? CPU_PERCENT : undefined);
}

function follow(count: ecs.ScalableTaskCount, offHours: OffHours, { minimumTasks, maximumTasks }: Scaling): void {
  const { from, to, timeZone, weekends = false } = offHours;
  const tasks = tasksOf(offHours);
  // Hours that begin and end on the same day must begin on Saturday, too, for a weekend that is off until Monday.
  const lastBegin = from > to ? 'FRI' : 'SAT';
  count.scaleOnSchedule('OffHoursBegin', {
    schedule: daily(from, weekends ? `MON-${lastBegin}` : '*'), timeZone: TimeZone.of(timeZone), minCapacity: tasks, maxCapacity: tasks,
  });
  count.scaleOnSchedule('OffHoursEnd', {
    schedule: daily(to, weekends ? 'MON-FRI' : '*'), timeZone: TimeZone.of(timeZone), minCapacity: minimumTasks, maxCapacity: maximumTasks,
  });
}

function daily(time: string, weekDay: string): autoscaling.Schedule {
  const [hour, minute] = time.split(':').map(Number);
  return autoscaling.Schedule.cron({ hour: `${hour}`, minute: `${minute}`, weekDay });
}

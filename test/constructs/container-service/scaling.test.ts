import { EnvironmentProfile, Rollout } from '../../../src/blueprint';
import type { OffHours, ServiceScalingOptions } from '../../../src/constructs';
import { onlyResource, serviceTemplate, serviceWith } from '../../support/services';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const offHours: OffHours = { from: '20:00', to: '07:30', timeZone: 'Europe/Berlin' };

const targetOf = (options: ServiceScalingOptions) => onlyResource(serviceTemplate(options), TARGET).Properties;
const range = (options: ServiceScalingOptions) => [targetOf(options).MinCapacity, targetOf(options).MaxCapacity];
const aims = (options: ServiceScalingOptions) => Object.values(serviceTemplate(options).findResources(POLICY))
  .map(({ Properties }) => Properties.TargetTrackingScalingPolicyConfiguration)
  .map(({ PredefinedMetricSpecification, TargetValue }) => [PredefinedMetricSpecification.PredefinedMetricType, TargetValue]);

describe('[E6] the number of tasks', () => {
  test.each([EnvironmentProfile.DEVELOPMENT, EnvironmentProfile.STAGING])('stands still in %s', (profile) => {
    const template = serviceTemplate({ profile });
    template.resourceCountIs(TARGET, 0);
    expect(onlyResource(template, 'AWS::ECS::Service').Properties.DesiredCount).toBe(1);
  });

  test('follows the processor in production, from 2 to 10', () => {
    const template = serviceTemplate({ profile: EnvironmentProfile.PRODUCTION });
    expect(onlyResource(template, TARGET).Properties).toMatchObject({ MinCapacity: 2, MaxCapacity: 10 });
    expect(onlyResource(template, POLICY).Properties.TargetTrackingScalingPolicyConfiguration).toMatchObject({ TargetValue: 60 });
  });

  test('is not in the template where it changes by itself, because each update would set it back', () => {
    expect(onlyResource(serviceTemplate({ maximumTasks: 4 }), 'AWS::ECS::Service').Properties).not.toHaveProperty('DesiredCount');
    expect(onlyResource(serviceTemplate({ minimumTasks: 2, offHours }), 'AWS::ECS::Service').Properties).not.toHaveProperty('DesiredCount');
  });

  test('is what is given, whatever the profile says', () => {
    expect(range({ minimumTasks: 3, maximumTasks: 5 })).toEqual([3, 5]);
    const still = serviceTemplate({ profile: EnvironmentProfile.PRODUCTION, minimumTasks: 12 });
    still.resourceCountIs(TARGET, 0);
    expect(onlyResource(still, 'AWS::ECS::Service').Properties.DesiredCount).toBe(12);
  });

  test('aims for what is given, and for 60 % of the processor otherwise', () => {
    expect(aims({ maximumTasks: 4 })).toEqual([['ECSServiceAverageCPUUtilization', 60]]);
    expect(aims({ maximumTasks: 4, memoryPercent: 70 })).toEqual([['ECSServiceAverageMemoryUtilization', 70]]);
    expect(aims({ maximumTasks: 4, cpuPercent: 50, requestsPerTask: 1000 })).toEqual([['ECSServiceAverageCPUUtilization', 50], ['ALBRequestCountPerTarget', 1000]]);
  });
});

describe('[E6] off-hours', () => {
  const byDay: ServiceScalingOptions = { minimumTasks: 2, maximumTasks: 4 };
  const scheduleOf = (options: Partial<OffHours>, props = byDay) => targetOf({ ...props, offHours: { ...offHours, ...options } }).ScheduledActions
    .map(({ Schedule, Timezone, ScalableTargetAction: { MinCapacity, MaxCapacity } }: any) => `${Schedule} ${Timezone} ${MinCapacity}-${MaxCapacity}`);

  test('leave one task each night and bring the others back in the morning, in local time', () => {
    expect(scheduleOf({})).toEqual(['cron(0 20 ? * * *) Europe/Berlin 1-1', 'cron(30 7 ? * * *) Europe/Berlin 2-4']);
  });

  test('last from Friday to Monday with weekends', () => {
    expect(scheduleOf({ weekends: true })).toEqual(['cron(0 20 ? * MON-FRI *) Europe/Berlin 1-1', 'cron(30 7 ? * MON-FRI *) Europe/Berlin 2-4']);
  });

  test('of one day begin on Saturday, too, for a weekend until Monday', () => {
    expect(scheduleOf({ from: '01:00', to: '05:00', weekends: true })).toEqual(['cron(0 1 ? * MON-SAT *) Europe/Berlin 1-1', 'cron(0 5 ? * MON-FRI *) Europe/Berlin 2-4']);
  });

  test('need no scaling by load', () => {
    expect(scheduleOf({ tasks: 2 }, { minimumTasks: 3 })).toEqual(['cron(0 20 ? * * *) Europe/Berlin 2-2', 'cron(30 7 ? * * *) Europe/Berlin 3-3']);
    serviceTemplate({ minimumTasks: 3, offHours }).resourceCountIs(POLICY, 0);
  });

  test('never leave nothing, because a release at night would start nothing', () => {
    expect(serviceWith({ minimumTasks: 2, offHours: { ...offHours, tasks: 0 } })).toThrow(/offHours\.tasks must be at least 1, got: 0\. A release at night starts as many copies as run then/);
  });

  test('that save nothing are refused', () => {
    expect(serviceWith({ offHours })).toThrow(/offHours\.tasks must be less than maximumTasks, 1, got: 1/);
  });

  test.each([
    [{ from: '8pm' }, /offHours\.from must be a time of day, got: 8pm/],
    [{ to: '24:00' }, /offHours\.to must be a time of day, got: 24:00/],
    [{ to: '20:00' }, /offHours\.to must differ from offHours\.from/],
    [{ timeZone: 'Europe/Atlantis' }, /offHours\.timeZone must be a time zone that there is, got: Europe\/Atlantis/],
    [{ timeZone: '+01:00' }, /offHours\.timeZone must be a time zone/],
    [{ tasks: 1.5 }, /offHours\.tasks must be a whole number/],
  ])('with %p are refused', (options, message) => {
    expect(serviceWith({ minimumTasks: 2, offHours: { ...offHours, ...options } })).toThrow(message);
  });
});

describe('[E6] bad scaling', () => {
  const takingTurns = [
    Rollout.blueGreen(), Rollout.canary({ percent: 10, minutes: 5 }),
    Rollout.linear({ percent: 20, minutes: 5 }), Rollout.steps([10, 100], { minutes: 5 }),
  ];
  test.each(takingTurns)(
    'by requests is refused where two groups of tasks take turns: $type', (rollout) => {
      expect(serviceWith({ rollout, maximumTasks: 4, requestsPerTask: 100 }))
        .toThrow(new RegExp(`requestsPerTask must be left out with the rollout ${rollout.type}, got: 100\\. .*cpuPercent`));
      expect(serviceWith({ rollout, maximumTasks: 4, cpuPercent: 50 })).not.toThrow();
    });

  test.each([
    [{ minimumTasks: 0 }, /minimumTasks must be a whole number from 1 to 5000, got: 0/],
    [{ minimumTasks: 4, maximumTasks: 2 }, /maximumTasks must be at least minimumTasks, 4, got: 2/],
    [{ cpuPercent: 50 }, /maximumTasks must be more than minimumTasks, 1, for cpuPercent, got: 1/],
    [{ maximumTasks: 4, cpuPercent: 0 }, /cpuPercent must be a whole number from 1 to 100, got: 0/],
    [{ maximumTasks: 4, memoryPercent: 101 }, /memoryPercent must be a whole number from 1 to 100, got: 101/],
    [{ maximumTasks: 4, requestsPerTask: 0.5 }, /requestsPerTask must be a whole number of at least 1, got: 0\.5/],
  ])('%p is refused', (options, message) => {
    expect(serviceWith(options)).toThrow(message);
  });
});

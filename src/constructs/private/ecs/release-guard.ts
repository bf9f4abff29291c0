import { Annotations, aws_cloudwatch as cloudwatch, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { addMilestoneHook } from './milestone-hook';
import { createReleaseAlarms } from './release-alarms';
import type { Traffic } from './traffic';
import { EnvironmentProfile, Rollout, RolloutType } from '../../../blueprint';
import type { ReleaseAlarmOptions } from '../../release-alarm-options';
import type { ReleaseOverride } from '../../release-override';

export interface ReleaseGuardSettings {
  readonly profile: EnvironmentProfile;
  readonly cluster: ecs.ICluster;
  readonly service: ecs.FargateService;
  readonly traffic: Traffic;
  readonly rollout: Rollout;
  readonly options: ReleaseAlarmOptions;
}

/**
 * What turns a bad release back: ECS by the alarms, and where requests are shifted the hook as well, since ECS ignores alarms for a whole deployment if
 * one is red when it starts.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
 */
export function guardReleases(scope: Construct, { profile, cluster, service, traffic, rollout, options }: ReleaseGuardSettings): cloudwatch.IAlarm[] {
  const alarms = createReleaseAlarms(scope, traffic, options);
  service.enableDeploymentAlarms(alarms.map(({ alarmName }) => alarmName), { behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM });
  if (rollout.type !== RolloutType.ALL_AT_ONCE) {
    addMilestoneHook(scope, { profile, cluster, service, alarms, rollout, override: options.releaseDespiteAlarms });
  }
  warnOfOverride(scope, options.releaseDespiteAlarms);
  return alarms;
}

function warnOfOverride(scope: Construct, override?: ReleaseOverride): void {
  if (override) {
    const hasExpired = Date.parse(override.instant) <= Date.now();
    Annotations.of(scope).addWarningV2('cdk-multi-account-pipeline:releaseDespiteAlarms', hasExpired
      ? `The override of red alarms has expired at ${override.instant} and changes nothing. Remove releaseDespiteAlarms.`
      : `A release may start although an alarm is red until ${override.instant}: ${override.reason}. Remove releaseDespiteAlarms after it.`);
  }
}

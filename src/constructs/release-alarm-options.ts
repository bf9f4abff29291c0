import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { ReleaseOverride } from './release-override';

/** When a release is turned back. */
export interface ReleaseAlarmOptions {
  /**
   * A release is turned back when more than this share of the requests to one version fail with a status of 500 to 599, in percent: above 0 and
   * below 100. Each version is measured by its own requests, so a failing one is seen while it has few of them.
   *
   * @default 5
   */
  readonly errorRatePercent?: number;

  /**
   * A release is turned back when the slowest 5 percent of the requests to one version take longer than this: up to 4000 seconds, the longest time that a
   * load balancer waits.
   *
   * @default Duration.seconds(10)
   */
  readonly p95ResponseTime?: Duration;

  /**
   * A minute with fewer requests to one version says nothing about that version. Lower it for a service with little traffic; below 100 divided by
   * `errorRatePercent`, one failed request is enough for a minute to count as bad.
   *
   * @default - 100 divided by `errorRatePercent`, at least 20: one failed request alone never counts
   */
  readonly minimumRequestsPerMinute?: number;

  /**
   * Alarms of your own that turn a release back as well, in the account and region of the service. Those made of other alarms are not possible:
   * give the alarms that they are made of.
   *
   * @default - none
   */
  readonly releaseAlarms?: cloudwatch.IAlarm[];

  /**
   * Lets a release start although an alarm is red. Without it a release waits for green alarms; a return to what was stable never needs it.
   *
   * @default - no release starts while an alarm is red
   */
  readonly releaseDespiteAlarms?: ReleaseOverride;
}

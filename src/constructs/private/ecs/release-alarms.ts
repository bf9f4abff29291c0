import { aws_cloudwatch as cloudwatch, aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Traffic } from './traffic';
import type { ReleaseAlarmOptions } from '../../release-alarm-options';
import { minimumRequests, PERIOD, releaseAlarm } from '../release-alarm';

/**
 * Alarms on each of the two groups, since they change their roles with each release: a share of all requests would hide a version that fails 40 percent
 * of the 10 percent that it has, which is 4 percent of all.
 *
 * Both alarms need requests enough: at 5 percent, of 20 requests one may fail, and two are 10 percent. A version with a tenth of the requests has 20
 * a minute if the service has 200. If 40 percent of them fail, a minute without two failures happens once in two thousand, so that the alarm is red after two.
 */
export function createReleaseAlarms(scope: Construct, { blue, green }: Traffic, options: ReleaseAlarmOptions): cloudwatch.IAlarm[] {
  const groups = { Blue: blue, Green: green };
  const own = Object.entries(groups).flatMap(([name, group]) => [errorAlarm(scope, name, group, options), latencyAlarm(scope, name, group, options)]);
  return [...own, ...options.releaseAlarms ?? []];
}

function errorAlarm(scope: Construct, name: string, { metrics }: elbv2.ApplicationTargetGroup, options: ReleaseAlarmOptions): cloudwatch.Alarm {
  const threshold = options.errorRatePercent ?? 5;
  const minimum = leastRequests(options);
  return releaseAlarm(scope, `${name}ErrorRate`, {
    threshold,
    alarmDescription: `More than ${threshold} % of the requests to the ${name.toLowerCase()} group of tasks fail, of at least ${minimum} a minute`,
    metric: new cloudwatch.MathExpression({
      // A minute without any error has no value for errors.
      expression: `IF(requests >= ${minimum}, 100 * FILL(errors, 0) / requests, 0)`,
      label: 'Failed requests in percent',
      period: PERIOD,
      usingMetrics: {
        requests: metrics.requestCount({ period: PERIOD }),
        errors: metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, { period: PERIOD }),
      },
    }),
  });
}

function latencyAlarm(scope: Construct, name: string, { metrics }: elbv2.ApplicationTargetGroup, options: ReleaseAlarmOptions): cloudwatch.Alarm {
  const threshold = (options.p95ResponseTime ?? Duration.seconds(10)).toSeconds({ integral: false });
  const minimum = leastRequests(options);
  return releaseAlarm(scope, `${name}ResponseTime`, {
    threshold,
    alarmDescription: `5 % of the requests to the ${name.toLowerCase()} group of tasks take longer than ${threshold} seconds, of at least ${minimum} a minute`,
    metric: new cloudwatch.MathExpression({
      expression: `IF(requests >= ${minimum}, p95, 0)`,
      label: 'Slowest 5 percent, in seconds',
      period: PERIOD,
      usingMetrics: {
        requests: metrics.requestCount({ period: PERIOD }),
        p95: metrics.targetResponseTime({ period: PERIOD, statistic: 'p95' }),
      },
    }),
  });
}

function leastRequests({ minimumRequestsPerMinute, errorRatePercent = 5 }: ReleaseAlarmOptions): number {
  return minimumRequestsPerMinute ?? minimumRequests(errorRatePercent);
}

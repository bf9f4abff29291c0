import { aws_cloudwatch as cloudwatch, aws_elasticloadbalancingv2 as elbv2, Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Traffic } from './traffic';
import type { ReleaseAlarmOptions } from '../../release-alarm-options';

/** Load balancers report once a minute, and a release that is held for some minutes must be seen in them. */
const PERIOD = Duration.minutes(1);

/** One bad minute is forgiven, and two of three are seen soon, also if one between them had too few requests. */
const EVALUATION = { evaluationPeriods: 3, datapointsToAlarm: 2 };

/** The slowest of so few requests says little about the others. */
const LEAST_REQUESTS = 20;

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
  const minimum = minimumRequests(options);
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
  const minimum = minimumRequests(options);
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

function releaseAlarm(
  scope: Construct, id: string, props: Pick<cloudwatch.AlarmProps, 'threshold' | 'alarmDescription' | 'metric'>,
): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, id, {
    ...props,
    ...EVALUATION,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    // The group that nobody uses reports nothing.
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}

function minimumRequests({ minimumRequestsPerMinute, errorRatePercent = 5 }: ReleaseAlarmOptions): number {
  const forOneFailure = Token.isUnresolved(errorRatePercent) ? LEAST_REQUESTS : Math.ceil(100 / errorRatePercent);
  return minimumRequestsPerMinute ?? Math.max(LEAST_REQUESTS, forOneFailure);
}

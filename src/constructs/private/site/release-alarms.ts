import { aws_cloudfront as cloudfront, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { distributionMetric } from './edge-metrics';
import type { Settings } from './settings';
import { EDGE_REGION, type UsEast1 } from './us-east-1';
import type { SiteReleaseAlarm } from '../../site-alarm-options';
import type { StaticSiteProps } from '../../static-site';
import { regionOfArn } from '../arn-region';
import { minimumRequests, PERIOD, releaseAlarm, tell } from '../release-alarm';

/**
 * What turns a release back: the rates of failed and of refused requests, which are made if a release is held or a topic told, and the alarms that were
 * given. Those that are made have fixed names, since the driver of the rollout knows them before they are there.
 */
export function createReleaseAlarms(
  distribution: cloudfront.Distribution, props: StaticSiteProps, settings: Settings, usEast1: UsEast1,
): SiteReleaseAlarm[] {
  const given = (props.releaseAlarms ?? []).map((alarm) => ({ name: alarm.alarmName, region: regionOfArn(alarm.alarmArn, alarm.env.region) }));
  return settings.hasAlarms ? [...rateAlarms(distribution, props, settings, usEast1), ...given] : given;
}

function rateAlarms(distribution: cloudfront.Distribution, props: StaticSiteProps, settings: Settings, usEast1: UsEast1): SiteReleaseAlarm[] {
  const measured = (metricName: string) => distributionMetric(distribution, metricName, { period: PERIOD });
  const rates = [
    { id: 'ErrorRate', threshold: settings.errorRatePercent, what: 'fail', rate: measured('5xxErrorRate') },
    { id: 'RefusalRate', threshold: settings.refusalRatePercent, what: 'are refused', rate: measured('4xxErrorRate') },
  ];
  return rates.map(({ id, threshold, what, rate }) => {
    const minimum = props.minimumRequestsPerMinute ?? minimumRequests(threshold);
    const name = usEast1.nameOf(id);
    const alarm = releaseAlarm(usEast1.after(), id, {
      alarmName: name,
      threshold,
      alarmDescription: `More than ${threshold} % of the requests to the site ${what}, of at least ${minimum} a minute`,
      metric: new cloudwatch.MathExpression({
        expression: `IF(requests >= ${minimum}, rate, 0)`,
        label: `Requests that ${what}, in percent`,
        period: PERIOD,
        usingMetrics: { requests: measured('Requests'), rate },
      }),
    });
    tell(alarm, props.alarmTopic);
    return { name, region: EDGE_REGION };
  });
}

import { aws_cloudfront as cloudfront, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EdgeFunctions } from './edge-functions';
import { distributionMetric, functionMetric } from './edge-metrics';
import type { Settings } from './settings';

/** What there is to see of a site. */
export interface ObservedSite {
  readonly distribution: cloudfront.Distribution;
  readonly functions: EdgeFunctions;
  readonly settings: Settings;
}

/** What CloudFront answers, what its functions fail at, and what a rollout found when it asked the new release. */
export function createDashboard(scope: Construct, { distribution, functions, settings }: ObservedSite): void {
  const { routeRelease, rememberRelease } = functions;
  const measured = (metricName: string, options: cloudwatch.MetricOptions) => distributionMetric(distribution, metricName, options);
  const limit = (value: number, label: string, color: string): cloudwatch.HorizontalAnnotation => ({ value, label, color });
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph('Requests', [measured('Requests', { label: 'Requests' })]),
        graph('Failed and refused requests in percent', [
          measured('5xxErrorRate', { label: 'Failed (5xx)', color: cloudwatch.Color.RED }),
          measured('4xxErrorRate', { label: 'Refused (4xx)', color: cloudwatch.Color.ORANGE }),
        ], [
          limit(settings.errorRatePercent, 'Failed: turned back', cloudwatch.Color.RED),
          limit(settings.refusalRatePercent, 'Refused: turned back', cloudwatch.Color.ORANGE),
        ]),
        graph('Bytes', [
          measured('BytesDownloaded', { label: 'To visitors' }),
          measured('BytesUploaded', { label: 'From visitors' }),
        ]),
      ],
      [
        graph('Errors of functions at the edge', [
          ...functionErrors(routeRelease, 'Choice of the release'), ...functionErrors(rememberRelease, 'Memory of the release'),
        ]),
        graph('Failed probes of releases', [new cloudwatch.Metric({
          namespace: 'MultiAccountPipeline',
          metricName: 'FailedProbes',
          dimensionsMap: { Distribution: distribution.distributionDomainName },
          statistic: cloudwatch.Stats.SUM,
          label: 'Failed probes',
        })]),
      ],
    ],
  });
}

function functionErrors(edgeFunction: cloudfront.Function, label: string): cloudwatch.Metric[] {
  const kinds = { FunctionExecutionErrors: 'failed', FunctionValidationErrors: 'answered what CloudFront does not take' };
  return Object.entries(kinds).map(([metricName, happened]) => functionMetric(edgeFunction, metricName, { label: `${label}: ${happened}` }));
}

function graph(title: string, left: cloudwatch.IMetric[], leftAnnotations?: cloudwatch.HorizontalAnnotation[]): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, leftAnnotations, leftYAxis: { min: 0 }, width: 8, height: 6 });
}

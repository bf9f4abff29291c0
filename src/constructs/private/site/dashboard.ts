import { aws_cloudfront as cloudfront, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EdgeFunctions } from './edge-functions';
import type { Settings } from './settings';
import { EDGE_REGION } from './us-east-1';

const IN_US_EAST_1 = { region: EDGE_REGION };

/** What CloudFront answers, what its functions fail at, and what a rollout found when it asked the new release. */
export function createDashboard(
  scope: Construct, distribution: cloudfront.Distribution, { routeRelease, rememberRelease }: EdgeFunctions, settings: Settings,
): void {
  const limit = (value: number, label: string, color: string): cloudwatch.HorizontalAnnotation => ({ value, label, color });
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph('Requests', [distribution.metricRequests({ ...IN_US_EAST_1, label: 'Requests' })]),
        graph('Failed and refused requests in percent', [
          distribution.metric5xxErrorRate({ ...IN_US_EAST_1, label: 'Failed (5xx)', color: cloudwatch.Color.RED }),
          distribution.metric4xxErrorRate({ ...IN_US_EAST_1, label: 'Refused (4xx)', color: cloudwatch.Color.ORANGE }),
        ], [
          limit(settings.errorRatePercent, 'Failed: turned back', cloudwatch.Color.RED),
          limit(settings.refusalRatePercent, 'Refused: turned back', cloudwatch.Color.ORANGE),
        ]),
        graph('Bytes', [
          distribution.metricBytesDownloaded({ ...IN_US_EAST_1, label: 'To visitors' }),
          distribution.metricBytesUploaded({ ...IN_US_EAST_1, label: 'From visitors' }),
        ]),
      ],
      [
        graph('Errors of functions at the edge', [
          ...functionErrors(routeRelease, 'Choice of the release'), ...functionErrors(rememberRelease, 'Memory of the release'),
        ]),
        graph('Failed probes of releases', [new cloudwatch.Metric({
          namespace: 'MultiAccountPipeline',
          metricName: 'FailedProbes',
          dimensionsMap: { Distribution: distribution.distributionId },
          statistic: cloudwatch.Stats.SUM,
          label: 'Failed probes',
        })]),
      ],
    ],
  });
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-functions.html */
function functionErrors(edgeFunction: cloudfront.Function, label: string): cloudwatch.Metric[] {
  const kinds = { FunctionExecutionErrors: 'failed', FunctionValidationErrors: 'answered what CloudFront does not take' };
  return Object.entries(kinds).map(([metricName, happened]) => new cloudwatch.Metric({
    ...IN_US_EAST_1,
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { FunctionName: edgeFunction.functionName, Region: 'Global' },
    statistic: cloudwatch.Stats.SUM,
    label: `${label}: ${happened}`,
  }));
}

function graph(title: string, left: cloudwatch.IMetric[], leftAnnotations?: cloudwatch.HorizontalAnnotation[]): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, leftAnnotations, leftYAxis: { min: 0 }, width: 8, height: 6 });
}

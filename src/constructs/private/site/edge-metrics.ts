import { aws_cloudfront as cloudfront, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { EDGE_REGION } from './us-east-1';

const NAMESPACE = 'AWS/CloudFront';

/** CloudFront counts these, and the others are shares of them. */
const COUNTED = ['Requests', 'BytesDownloaded', 'BytesUploaded'];

/**
 * A metric of a distribution. CDK's own ones lack the dimension `Region`, without which CloudWatch finds nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export function distributionMetric(
  { distributionId }: cloudfront.IDistribution, metricName: string, options: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  const statistic = COUNTED.includes(metricName) ? cloudwatch.Stats.SUM : cloudwatch.Stats.AVERAGE;
  return edgeMetric(metricName, { DistributionId: distributionId }, { statistic, ...options });
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-functions.html */
export function functionMetric({ functionName }: cloudfront.IFunction, metricName: string, options: cloudwatch.MetricOptions): cloudwatch.Metric {
  return edgeMetric(metricName, { FunctionName: functionName }, { statistic: cloudwatch.Stats.SUM, ...options });
}

function edgeMetric(metricName: string, dimensions: Record<string, string>, options: cloudwatch.MetricOptions): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { ...dimensions, Region: 'Global' }, region: EDGE_REGION, ...options });
}

import { Template } from 'aws-cdk-lib/assertions';
import { evaluateMetricMath, Series } from './metric-math';

/** What one group of tasks reports: a series for each metric. */
export type GroupMetrics = Record<string, Series>;

/** An alarm as it is in a template. */
export interface SynthesizedAlarm {
  readonly id: string;
  /** The logical id of the group of tasks whose metrics it reads. */
  readonly group: string;
  readonly properties: Record<string, any>;
}

const COMPARISONS: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
};

/** The alarms of a template that read the metrics of target groups. */
export function alarmsOf(template: Template): SynthesizedAlarm[] {
  return Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties: properties }]) => {
    const groups = properties.Metrics.flatMap(({ MetricStat }: any) => (MetricStat ? [JSON.stringify(dimension(MetricStat, 'TargetGroup'))] : []));
    const [group, ...others] = [...new Set<string>(groups)];
    if (others.length > 0) {
      throw new Error(`Alarms: ${id} reads several groups`);
    }
    return { id, group: JSON.parse(group)['Fn::GetAtt'][0], properties };
  });
}

function dimension(stat: any, name: string): unknown {
  return stat.Metric.Dimensions.find((one: { Name: string }) => one.Name === name).Value;
}

/**
 * Whether an alarm is red after each minute: as many of the latest minutes as it says are beyond its threshold.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function redMinutes({ id, properties }: SynthesizedAlarm, metrics: GroupMetrics): boolean[] {
  const { Metrics, Threshold, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData } = properties;
  const inputs = Object.fromEntries(Metrics.filter(({ MetricStat }: any) => MetricStat).map(({ Id, MetricStat }: any) => {
    if (MetricStat.Period !== 60) {
      throw new Error(`Alarms: ${id} must have periods of a minute`);
    }
    const key = `${MetricStat.Metric.MetricName} ${MetricStat.Stat}`;
    if (!(key in metrics)) {
      throw new Error(`Alarms: nothing reports ${key}`);
    }
    return [Id, metrics[key]];
  }));
  const [{ Expression }] = Metrics.filter(({ ReturnData, Expression: expression }: any) => expression && ReturnData !== false);
  const isBeyond = evaluateMetricMath(Expression, inputs).map((value) => (
    value === undefined ? TreatMissingData === 'breaching' : COMPARISONS[properties.ComparisonOperator](value, Threshold)));
  const latest = (end: number) => isBeyond.slice(Math.max(0, end - EvaluationPeriods), end);
  return isBeyond.map((_, index) => latest(index + 1).filter(Boolean).length >= DatapointsToAlarm);
}

import { aws_cloudwatch as cloudwatch, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Traffic } from './traffic';
import type { ServiceObservationOptions } from '../../service-observation-options';
import { tell } from '../release-alarm';

/** What there is to see of a service. */
export interface ObservedService {
  readonly service: ecs.FargateService;
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly traffic: Traffic;
  readonly alarms: readonly cloudwatch.IAlarm[];
}

/** Tells the topic of alarms that the service made itself, and draws what they watch. */
export function observe(scope: Construct, observed: ObservedService, { alarmTopic, dashboard = true }: ServiceObservationOptions): void {
  for (const alarm of observed.alarms) {
    // Alarms that were given are another's, who decides whom they tell.
    if (alarm instanceof cloudwatch.Alarm && alarm.node.scope === scope) {
      tell(alarm, alarmTopic);
    }
  }
  if (dashboard) {
    new cloudwatch.Dashboard(scope, 'Dashboard', { widgets: widgetsOf(observed) });
  }
}

/** The two groups stand beside each other in every graph, because they change their roles with each release. */
function widgetsOf({ service, loadBalancer, traffic, alarms }: ObservedService): cloudwatch.IWidget[][] {
  const groups = [['Blue', traffic.blue.metrics], ['Green', traffic.green.metrics]] as const;
  const graph = (title: string, left: cloudwatch.IMetric[], leftYAxis: cloudwatch.YAxisProps = { min: 0 }) =>
    new cloudwatch.GraphWidget({ title, left, leftYAxis, width: 8, height: 6 });
  const { TARGET_5XX_COUNT, TARGET_4XX_COUNT } = elbv2.HttpCodeTarget;
  return [
    [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 3 })],
    [
      graph('Requests', groups.map(([label, metrics]) => metrics.requestCount({ label }))),
      graph('Failed requests', [
        ...groups.map(([label, metrics]) => metrics.httpCodeTarget(TARGET_5XX_COUNT, { label: `${label}, by the application` })),
        loadBalancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, { label: 'By the load balancer' }),
      ]),
      graph('Refused requests', groups.map(([label, metrics]) => metrics.httpCodeTarget(TARGET_4XX_COUNT, { label }))),
    ],
    [
      graph('Response time, slowest 5 %', groups.map(([label, metrics]) => metrics.targetResponseTime({ label, statistic: 'p95' }))),
      graph('Healthy tasks', groups.map(([label, metrics]) => metrics.healthyHostCount({ label, statistic: 'Minimum' }))),
      graph('Processor and memory', [
        service.metricCpuUtilization({ label: 'Processor' }), service.metricMemoryUtilization({ label: 'Memory' }),
      ], { min: 0, max: 100 }),
    ],
  ];
}

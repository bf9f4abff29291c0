import { App, aws_cloudwatch as cloudwatch, aws_sns as sns, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../../src/blueprint';
import { ContainerService, ContainerServiceProps, ServiceImage } from '../../../src/constructs';
import { DIGEST, ENV } from '../../support/stages';

const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:alarms';

function serviceWith(propsOf: (stack: Stack) => Partial<ContainerServiceProps> = () => ({})): Template {
  const stack = new Stack(new App(), 'Stack', { env: ENV });
  new ContainerService(stack, 'Api', { profile: EnvironmentProfile.STAGING, image: ServiceImage.fromEcr('api', DIGEST), ...propsOf(stack) });
  return Template.fromStack(stack);
}

const told = (template: Template) => Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => [Properties.AlarmActions, Properties.OKActions]);

/** The dashboard as CloudWatch will read it, with references as placeholders. */
function dashboardOf(template: Template) {
  const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const parts: unknown[] = Properties.DashboardBody['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part).replace(/"/g, '\''))).join('')).widgets;
}

describe('[E7] a dashboard', () => {
  const [alarms, ...graphs] = dashboardOf(serviceWith());
  const titled = (title: string) => graphs.find(({ properties }: { properties: { title: string } }) => properties.title === title);

  test('shows every alarm of the service', () => {
    expect(alarms.type).toBe('alarm');
    expect(alarms.properties.alarms).toHaveLength(4);
  });

  test.each(['Requests', 'Failed requests', 'Refused requests', 'Response time, slowest 5 %', 'Healthy tasks'])('shows "%s" of both groups of tasks', (title) => {
    const metrics = JSON.stringify(titled(title).properties.metrics);
    expect(metrics).toContain('TasksGroup');
    expect(metrics).toContain('AlternateTasksGroup');
  });

  test('shows what the tasks take of their processor and memory', () => {
    expect(titled('Processor and memory').properties.metrics.map((metric: string[]) => metric[1])).toEqual(['CPUUtilization', 'MemoryUtilization']);
  });

  test('can be left out', () => {
    serviceWith(() => ({ dashboard: false })).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  });

  test('has a name that CloudFormation makes', () => {
    serviceWith().hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: Match.absent() });
  });
});

describe('[E7] alarms', () => {
  test('tell a topic when they go off and when all is well again', () => {
    expect(told(serviceWith((stack) => ({ alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC) })))).toEqual(Array(4).fill([[TOPIC], [TOPIC]]));
  });

  test('tell nobody unless a topic is given', () => {
    expect(told(serviceWith())).toEqual(Array(4).fill([undefined, undefined]));
  });

  test('of somebody else tell whom they told before', () => {
    const template = serviceWith((stack) => ({
      alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC),
      releaseAlarms: [new cloudwatch.Alarm(stack, 'Orders', {
        metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Failed' }), threshold: 1, evaluationPeriods: 1,
      })],
    }));
    const [orders] = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).filter(([id]) => id.startsWith('Orders'));
    expect(orders[1].Properties.AlarmActions).toBeUndefined();
  });
});

test.each(EnvironmentProfile.all())('[E7] tasks are measured by Container Insights, and logs are kept as the profile %s says', (profile) => {
  const template = serviceWith(() => ({ profile }));
  template.hasResourceProperties('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: profile.logRetentionDays });
});

import { App, aws_cloudwatch as cloudwatch, aws_sns as sns, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile, Rollout } from '../../../src/blueprint';
import { StaticSite, StaticSiteProps } from '../../../src/constructs';
import { siteContent, siteStage, siteWith, stacksOfSite } from '../../support/sites';
import { ENV } from '../../support/stages';

const TOPIC = 'arn:aws:sns:us-east-1:111111111111:alarms';

/** A site with what is made in its stack, and the alarms that were made for it. */
function siteOf(propsOf: (stack: Stack) => Partial<StaticSiteProps>, env: Environment = ENV) {
  const app = new App();
  const stack = new Stack(app, 'Web', { env });
  const site = new StaticSite(stack, 'Site', { profile: EnvironmentProfile.DEVELOPMENT, content: siteContent(), ...propsOf(stack) });
  const alarms = Template.fromStack(app.node.tryFindChild('WebAlarms') as Stack ?? stack).findResources('AWS::CloudWatch::Alarm');
  return { site, alarms: Object.values(alarms).map(({ Properties }) => Properties) };
}

const alarmsWith = (props: Partial<StaticSiteProps>) => siteOf(() => ({ rollout: Rollout.blueGreen(), ...props })).alarms;
const expressionOf = ({ Metrics }: { Metrics: { Expression?: string }[] }) => Metrics.find(({ Expression }) => Expression)!.Expression;

describe('[S5] the alarms of a site', () => {
  test('watch how many requests fail and how many are refused', () => {
    expect(alarmsWith({}).map((one) => [one.Threshold, expressionOf(one), one.AlarmDescription])).toEqual([
      [5, 'IF(requests >= 20, rate, 0)', 'More than 5 % of the requests to the site fail, of at least 20 a minute'],
      [25, 'IF(requests >= 20, rate, 0)', 'More than 25 % of the requests to the site are refused, of at least 20 a minute'],
    ]);
  });

  test('read what CloudFront measures each minute in us-east-1', () => {
    const metrics = alarmsWith({}).map(({ Metrics }) => Metrics.flatMap(({ MetricStat }: any) => (MetricStat ? [MetricStat] : [])));
    const sourceOf = ({ Metric: { MetricName, Namespace }, Stat, Period }: any) => [Namespace, MetricName, Stat, Period];
    expect(metrics.map((both) => both.map(sourceOf).sort())).toEqual([
      [['AWS/CloudFront', '5xxErrorRate', 'Average', 60], ['AWS/CloudFront', 'Requests', 'Sum', 60]],
      [['AWS/CloudFront', '4xxErrorRate', 'Average', 60], ['AWS/CloudFront', 'Requests', 'Sum', 60]],
    ]);
    for (const { Metric } of metrics.flat()) {
      expect(Metric.Dimensions).toEqual([{ Name: 'DistributionId', Value: expect.anything() }, { Name: 'Region', Value: 'Global' }]);
    }
  });

  test('forgive one bad minute, and a time without visitors', () => {
    alarmsWith({}).forEach((one) => expect(one).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'notBreaching',
    }));
  });

  test('follow what is given', () => {
    const [failed, refused] = alarmsWith({ errorRatePercent: 1, refusalRatePercent: 50, minimumRequestsPerMinute: undefined });
    expect([failed.Threshold, expressionOf(failed), refused.Threshold]).toEqual([1, 'IF(requests >= 100, rate, 0)', 50]);
    expect(alarmsWith({ minimumRequestsPerMinute: 7 }).map(expressionOf)).toEqual(Array(2).fill('IF(requests >= 7, rate, 0)'));
  });

  test('have names that are known before they are there, and differ by region', () => {
    const { site, alarms } = siteOf(() => ({ rollout: Rollout.blueGreen() }));
    expect(site.releaseAlarms).toEqual(['ErrorRate', 'RefusalRate'].map((rate) => ({ name: `Web-eu-west-1-Site-${rate}`, region: 'us-east-1' })));
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(site.releaseAlarms.map(({ name }) => name));
  });

  test('are there where a release is held or a topic is told, and nowhere else', () => {
    const count = (propsOf: (stack: Stack) => Partial<StaticSiteProps>) => siteOf(propsOf).site.releaseAlarms.length;
    expect(count(() => ({}))).toBe(0);
    expect(count(() => ({ rollout: Rollout.canary({ percent: 10, minutes: 10 }) }))).toBe(2);
    expect(count((stack) => ({ alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC) }))).toBe(2);
    expect(EnvironmentProfile.all().map((profile) => count(() => ({ profile })))).toEqual([0, 2, 2]);
  });

  test('are in the stack of the site in us-east-1', () => {
    expect(siteOf(() => ({ rollout: Rollout.blueGreen() }), { ...ENV, region: 'us-east-1' }).alarms).toHaveLength(2);
  });
});

describe('[S5] a topic', () => {
  test('is told when an alarm goes off and when all is well again', () => {
    const { alarms } = siteOf((stack) => ({ alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC) }));
    expect(alarms.map(({ AlarmActions, OKActions }) => [AlarmActions, OKActions])).toEqual(Array(2).fill([[TOPIC], [TOPIC]]));
  });

  test('of another region fails at synth, because an alarm tells topics of its own region only', () => {
    const message = 'alarmTopic must be of us-east-1, where CloudFront is measured, got: eu-west-1';
    expect(() => siteOf((stack) => ({ alarmTopic: new sns.Topic(stack, 'Topic') }))).toThrow(message);
    expect(() => siteOf((stack) => ({ alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC.replace('us-east-1', 'eu-west-1')) }))).toThrow(message);
  });
});

describe('[S5] alarms of one\'s own', () => {
  const metric = new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Failed' });

  test('come after those of the site, with their regions', () => {
    const { site } = siteOf((stack) => ({
      releaseAlarms: [
        new cloudwatch.Alarm(stack, 'Orders', { alarmName: 'orders', metric, threshold: 1, evaluationPeriods: 1 }),
        cloudwatch.Alarm.fromAlarmArn(stack, 'Given', 'arn:aws:cloudwatch:us-west-2:111111111111:alarm:given'),
      ],
    }));
    expect(Stack.of(site).resolve(site.releaseAlarms)).toEqual([{ name: { Ref: expect.stringMatching(/^Orders/) }, region: 'eu-west-1' }, { name: 'given', region: 'us-west-2' }]);
  });

  test('made of others, or of another account, fail at synth', () => {
    expect(() => siteOf((stack) => ({
      releaseAlarms: [new cloudwatch.CompositeAlarm(stack, 'All', { alarmRule: cloudwatch.AlarmRule.fromBoolean(true) })],
    }))).toThrow('releaseAlarms[0] must not be made of other alarms, got: Web/All');
    expect(() => siteOf((stack) => {
      const other = new Stack(stack.node.scope!, 'Other', { env: { account: '222222222222', region: 'eu-west-1' } });
      return { releaseAlarms: [new cloudwatch.Alarm(other, 'Orders', { metric, threshold: 1, evaluationPeriods: 1 })] };
    })).toThrow('releaseAlarms[0] must be in the account of the site, 111111111111, got: 222222222222');
  });
});

test.each([
  [{ errorRatePercent: 0 }, 'errorRatePercent must be above 0 and below 100, got: 0'],
  [{ refusalRatePercent: 100 }, 'refusalRatePercent must be above 0 and below 100, got: 100'],
  [{ minimumRequestsPerMinute: 0.5 }, 'minimumRequestsPerMinute must be a whole number from 1, got: 0.5'],
])('[S5] %p is refused', (options, message) => {
  expect(siteWith(options)).toThrow(message);
});

test('[S5] the rollout of the environment decides, unless the stage has another', () => {
  const made = (props: Parameters<typeof siteStage>[0]) => Object.keys(stacksOfSite(siteStage(props)));
  expect(made({ profile: EnvironmentProfile.STAGING })).toContain('SiteAlarms');
  expect(made({ profile: EnvironmentProfile.STAGING, rollout: Rollout.allAtOnce() })).toEqual(['Site']);
});

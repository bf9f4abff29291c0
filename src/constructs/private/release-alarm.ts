import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns, Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Load balancers and CloudFront report once a minute, and a release that is held for some minutes must be seen in them. */
export const PERIOD = Duration.minutes(1);

/** One bad minute is forgiven, and two of three are seen soon, also if one between them had too few requests. */
const EVALUATION = { evaluationPeriods: 3, datapointsToAlarm: 2 };

/** The slowest of so few requests says little about the others. */
const LEAST_REQUESTS = 20;

/** What an alarm of releases says and watches. */
export type WatchedMetric = Pick<cloudwatch.AlarmProps, 'alarmName' | 'threshold' | 'alarmDescription' | 'metric'>;

/** An alarm that turns a release back. */
export function releaseAlarm(scope: Construct, id: string, props: WatchedMetric): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, id, {
    ...props,
    ...EVALUATION,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    // What nobody uses reports nothing.
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}

/** Tells the topic, if there is one, when the alarm goes off and when all is well again. */
export function tell(alarm: cloudwatch.Alarm, topic?: sns.ITopic): void {
  if (topic !== undefined) {
    const action = new actions.SnsAction(topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/** How many requests a minute must have to count: so many that one failed request alone never does. */
export function minimumRequests(errorRatePercent: number): number {
  return Token.isUnresolved(errorRatePercent) ? LEAST_REQUESTS : Math.max(LEAST_REQUESTS, Math.ceil(100 / errorRatePercent));
}

import { aws_sns as sns } from 'aws-cdk-lib';

/** Who sees how a service is doing. */
export interface ServiceObservationOptions {
  /**
   * The topic that is told when an alarm of the service goes off and when it is well again. If it is encrypted, its key must let CloudWatch use it.
   *
   * @default - nobody is told; the alarms turn releases back all the same
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/US_SetupSNS.html
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * Whether there is a dashboard with the requests, errors and response times of both groups of tasks. Beyond the first three of an account, each
   * costs a fixed price a month.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}

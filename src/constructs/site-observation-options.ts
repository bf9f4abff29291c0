import type { aws_sns as sns } from 'aws-cdk-lib';

/** Who sees how a site is doing. */
export interface SiteObservationOptions {
  /**
   * The topic that is told when an alarm of the site goes off and when it is well again. It must be of us-east-1, where CloudFront is measured. If
   * it is encrypted, its key must let CloudWatch use it.
   *
   * @default - nobody is told; the alarms turn releases back all the same
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * Whether there is a dashboard with requests, errors and traffic. Beyond the first three of an account, each costs a fixed price a month.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}

import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';

/** An alarm that turns a release of a site back, and where it is. */
export interface SiteReleaseAlarm {
  /** The alarm's name. */
  readonly name: string;

  /** The alarm's region, such as `us-east-1`. */
  readonly region: string;
}

/**
 * When a release of a site is turned back. CloudFront measures all requests together, whichever release answers them: a release with a tenth
 * of the visitors that fails all of them makes 10 percent.
 */
export interface SiteAlarmOptions {
  /**
   * A release is turned back when more than this share of the requests fail with a status of 500 to 599, in percent: above 0 and below 100.
   *
   * @default 5
   */
  readonly errorRatePercent?: number;

  /**
   * A release is turned back when more than this share of the requests are refused with a status of 400 to 499, in percent: above 0 and
   * below 100. Missing files are among them, and what strangers try.
   *
   * @default 25
   */
  readonly refusalRatePercent?: number;

  /**
   * A minute with fewer requests says nothing.
   *
   * @default - 100 divided by `errorRatePercent` (or `refusalRatePercent`), at least 20: one failed request alone never counts
   */
  readonly minimumRequestsPerMinute?: number;

  /**
   * Alarms of your own that turn a release back as well, in the account of the site and in any region. Those made of other alarms are not
   * possible: give the alarms that they are made of.
   *
   * @default - none
   */
  readonly releaseAlarms?: cloudwatch.IAlarm[];
}

/** When releases may enter an environment. */
export interface DeploymentWindowProps {
  /**
   * The minutes in which the window is open: minutes, hours, day of month, month, day of week and year, as EventBridge writes
   * them; one of the two days is `?`. `* 9-16 ? * MON-FRI *` is open from 9:00 until 17:00 on weekdays, `0 9 ? * MON-FRI *` for one
   * minute a day. A range may go over the end, such as `22-4` for the hours of the night.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
   */
  readonly cron: string;

  /**
   * The time zone of the expression by its IANA name, such as `Europe/Berlin`.
   *
   * @default UTC
   */
  readonly timeZone?: string;
}

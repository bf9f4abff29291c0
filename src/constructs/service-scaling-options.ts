/** Hours in which fewer copies of a service run. */
export interface OffHours {
  /** When they begin, in local time, such as `20:00`. */
  readonly from: string;

  /** When they end, in local time, such as `07:00`. Earlier than `from` means the next day. */
  readonly to: string;

  /** The IANA name of the time zone, such as `Europe/Berlin`. Daylight saving time is followed. */
  readonly timeZone: string;

  /**
   * Whether Saturday and Sunday are off-hours as a whole.
   *
   * @default false
   */
  readonly weekends?: boolean;

  /**
   * How many copies run then, at least 1. It is never 0: a deployment starts as many copies as are wanted at that moment, so that a release at
   * night would start none, nothing would find out whether it works, and its smoke check would fail.
   *
   * @default 1
   */
  readonly tasks?: number;
}

/** How many copies of a service run, and what decides. */
export interface ServiceScalingOptions {
  /**
   * The fewest copies that run, 1 or more.
   *
   * @default - as the profile says
   */
  readonly minimumTasks?: number;

  /**
   * The most copies that run. With as many as `minimumTasks` nothing scales.
   *
   * @default - as the profile says, or `minimumTasks` if that is more
   */
  readonly maximumTasks?: number;

  /**
   * The average use of the processor in percent that scaling aims for.
   *
   * @default 60 - if there is no other aim
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
   */
  readonly cpuPercent?: number;

  /**
   * The average use of the memory in percent that scaling aims for.
   *
   * @default - memory is not looked at
   */
  readonly memoryPercent?: number;

  /**
   * The requests a minute for each copy that scaling aims for. Only with `Rollout.allAtOnce()`, and in a service that has never had another
   * rollout: AWS counts the requests of one group of tasks and does not support it where two take turns.
   *
   * @default - requests are not looked at
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
   */
  readonly requestsPerTask?: number;

  /**
   * Hours in which fewer copies run.
   *
   * @default - there are none
   */
  readonly offHours?: OffHours;
}

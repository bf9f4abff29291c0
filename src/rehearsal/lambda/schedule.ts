import { CronExpression } from '../conditions/cron-expression';
import { utcTime } from '../conditions/local-time';

const MINUTE = 60_000;

/** How far back a cron expression is searched: a schedule that holds releases is due more often than once in five weeks. */
const MOST_MINUTES = 5 * 7 * 24 * 60;

/**
 * When a rule of EventBridge was due for the last time; undefined if that is too long ago.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 *
 * @throws Error that says what is wrong with the expression
 */
export function lastDue(schedule: string, now: Date): Date | undefined {
  const minute = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  if (/^rate\(\d+ (minute|hour|day)s?\)$/.test(schedule)) {
    // Where its periods begin depends on when the rule was made: it may be due at any moment.
    return minute;
  }
  const [, fields] = /^cron\(((?:\S+ ){5}\S+)\)$/.exec(schedule) ?? [];
  if (fields === undefined) {
    throw new Error(`a schedule must be rate(…) or cron(…) with 6 fields, got: ${schedule}`);
  }
  const cron = new CronExpression(`* ${fields}`);
  for (let back = 0; back < MOST_MINUTES; back++) {
    const moment = new Date(minute.getTime() - back * MINUTE);
    if (cron.matches(utcTime(moment))) {
      return moment;
    }
  }
  return undefined;
}

/** A moment as the calendar of a time zone shows it. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly dayOfMonth: number;
  /** 1 (Sunday) to 7 (Saturday). */
  readonly dayOfWeek: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * @param zone as a DeploymentWindow rule writes it: `Europe/Berlin`, an abbreviation, `UTC` or `UTC+05:30`
 * @throws RangeError if there is no such time zone
 */
export function localTime(moment: Date, zone: string): LocalTime {
  const offset = /^UTC([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (!offset) {
    return inZone(moment, zone);
  }
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return inZone(new Date(moment.getTime() + (offset[1] === '-' ? -minutes : minutes) * 60_000), 'UTC');
}

/** As `localTime` in UTC, without the calendar of a zone, whose look-up takes its time. */
export function utcTime(moment: Date): LocalTime {
  const [year, month, dayOfMonth] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()];
  return { year, month, dayOfMonth, dayOfWeek: moment.getUTCDay() + 1, hour: moment.getUTCHours(), minute: moment.getUTCMinutes() };
}

function inZone(moment: Date, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, calendar: 'gregory', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return {
    year: parts.year,
    month: parts.month,
    dayOfMonth: parts.day,
    dayOfWeek: dayOfWeek(parts.year, parts.month, parts.day),
    hour: parts.hour,
    minute: parts.minute,
  };
}

/** 1 (Sunday) to 7 (Saturday). */
export function dayOfWeek(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

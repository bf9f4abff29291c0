const MONTHS = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC';
const WEEKDAYS = 'SUN|MON|TUE|WED|THU|FRI|SAT';

/** A list of `*`, values and ranges, each maybe with a step. */
const listOf = (value: string) => {
  const item = `(\\*|(${value})(-(${value}))?)(\\/[1-9]\\d?)?`;
  return `${item}(,${item})*`;
};

const MINUTES = listOf('[0-5]?\\d');
const HOURS = listOf('[01]?\\d|2[0-3]');
const DAY = listOf('0?[1-9]|[12]\\d|3[01]');
const MONTH = listOf(`0?[1-9]|1[0-2]|${MONTHS}`);
const WEEKDAY = listOf(`[1-7]|${WEEKDAYS}`);
const YEAR = listOf('19[7-9]\\d|2[01]\\d\\d');

/** The expressions that windows understand. One of the two days is `?`, which tells this form from others of as many fields. */
export const WINDOW_CRON = new RegExp(`^${MINUTES} ${HOURS} (\\? ${MONTH} (${WEEKDAY})|(${DAY}) ${MONTH} \\?) ${YEAR}$`);

const FIELDS = [
  ['minutes', MINUTES, 'Take 0 to 59'], ['hours', HOURS, 'Take 0 to 23'], ['day of month', `\\?|${DAY}`, 'Take 1 to 31 or "?"; L and W are not understood, so list the days'],
  ['month', MONTH, 'Take 1 to 12 or JAN to DEC'], ['day of week', `\\?|${WEEKDAY}`, 'Take 1 (SUN) to 7, SUN to SAT or "?"; L and # are not understood, so list days of the month'],
  ['year', YEAR, 'Take 1970 to 2199'],
] as const;
const EXAMPLE = 'such as "* 9-16 ? * MON-FRI *"';

/** What is to be done about an expression that is none. */
export function cronRemedy(cron: unknown): string {
  const values = String(cron).split(' ');
  if (values.length !== FIELDS.length) {
    return `Write minutes, hours, day of month, month, day of week and year, with one space between, ${EXAMPLE}.`;
  }
  const wrong = FIELDS.findIndex(([, form]) => !new RegExp(`^(${form})$`).test(values.shift()!));
  if (wrong < 0) {
    return `Write "?" as the day of month or as the day of week, and not as both, ${EXAMPLE}.`;
  }
  const [name, , remedy] = FIELDS[wrong];
  return `Correct the field ${name}. ${remedy}; "*", lists, ranges and steps such as 0/15 are possible, ${EXAMPLE}.`;
}

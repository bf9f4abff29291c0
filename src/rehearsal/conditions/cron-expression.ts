import { dayOfWeek, daysInMonth, LocalTime } from './local-time';

type Matcher = (time: LocalTime) => boolean;

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, from the least one on. */
  readonly names?: readonly string[];
}

const MINUTES: Field = { name: 'minutes', least: 0, most: 59 };
const HOURS: Field = { name: 'hours', least: 0, most: 23 };
const DAY: Field = { name: 'day of month', least: 1, most: 31 };
const MONTH: Field = { name: 'month', least: 1, most: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') };
const WEEKDAY: Field = { name: 'day of week', least: 1, most: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') };
const YEAR: Field = { name: 'year', least: 1970, most: 2199 };

/**
 * The cron expression of a deployment window: seconds, minutes, hours, day of month, month, day of week, and a year if
 * wanted, as https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html describes.
 * Windows are minutes wide, so that the seconds, for which AWS takes `*` only, are not looked at.
 */
export class CronExpression {
  private readonly matchers: readonly Matcher[];

  /** @throws Error that says which field is wrong */
  constructor(text: string) {
    const fields = text.trim().toUpperCase().split(/\s+/);
    if (fields.length !== 6 && fields.length !== 7) {
      throw new Error(`a cron expression must have 6 or 7 fields, got: ${text}`);
    }
    const [, minutes, hours, day, month, weekday, year = '*'] = fields;
    this.matchers = [
      anyOf(minutes, (item) => numbers(item, MINUTES, (time) => time.minute)),
      anyOf(hours, (item) => numbers(item, HOURS, (time) => time.hour)),
      anyOf(day, dayOfMonthMatcher),
      anyOf(month, (item) => numbers(item, MONTH, (time) => time.month)),
      anyOf(weekday, weekdayMatcher),
      anyOf(year, (item) => numbers(item, YEAR, (time) => time.year)),
    ];
  }

  public matches(time: LocalTime): boolean {
    return this.matchers.every((matcher) => matcher(time));
  }
}

function anyOf(field: string, matcherOf: (item: string) => Matcher): Matcher {
  const matchers = field.split(',').map(matcherOf);
  return (time) => matchers.some((matcher) => matcher(time));
}

/** `*`, `5`, `MON-FRI` and any of these with a step, such as `0/15`. */
function numbers(item: string, field: Field, actual: (time: LocalTime) => number): Matcher {
  const match = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(item);
  if (!match || match[3] === '0') {
    throw wrong(field, item);
  }
  const [, first, last, step] = match;
  const from = first === '*' ? field.least : numberOf(first, field);
  const to = last !== undefined ? numberOf(last, field) : first === '*' || step !== undefined ? field.most : from;
  // FRI-MON goes over the end of the week.
  const width = to >= from ? to - from : to - from + field.most - field.least + 1;
  return (time) => {
    const ahead = actual(time) - from;
    const distance = ahead >= 0 ? ahead : ahead + field.most - field.least + 1;
    return distance <= width && distance % Number(step ?? 1) === 0 && (ahead >= 0 || to < from);
  };
}

function numberOf(text: string, field: Field): number {
  const named = field.names?.indexOf(text) ?? -1;
  const value = named >= 0 ? named + field.least : Number(text);
  if (!Number.isInteger(value) || value < field.least || value > field.most) {
    throw wrong(field, text);
  }
  return value;
}

/** Also `L` (last day), `L-3` (three days before it), `LW` and `15W` (the weekday nearest to it). */
function dayOfMonthMatcher(item: string): Matcher {
  if (item === '?') {
    return () => true;
  }
  const fromEnd = /^L(?:-(\d+))?(W)?$/.exec(item);
  if (fromEnd) {
    const day = ({ year, month }: LocalTime) => daysInMonth(year, month) - Number(fromEnd[1] ?? 0);
    return (time) => time.dayOfMonth === (fromEnd[2] ? nearestWeekday(time, day(time)) : day(time));
  }
  const weekday = /^(\d+)W$/.exec(item);
  if (weekday) {
    const day = numberOf(weekday[1], DAY);
    return (time) => time.dayOfMonth === nearestWeekday(time, day);
  }
  return numbers(item, DAY, (time) => time.dayOfMonth);
}

/** Also `L` (Saturday), `6L` (the last Friday of the month) and `6#3` (the third one). */
function weekdayMatcher(item: string): Matcher {
  if (item === '?') {
    return () => true;
  }
  const last = /^([A-Z0-9]+)L$/.exec(item);
  if (last) {
    const day = numberOf(last[1], WEEKDAY);
    return (time) => time.dayOfWeek === day && time.dayOfMonth + 7 > daysInMonth(time.year, time.month);
  }
  const nth = /^([A-Z0-9]+)#([1-5])$/.exec(item);
  if (nth) {
    const day = numberOf(nth[1], WEEKDAY);
    return (time) => time.dayOfWeek === day && Math.ceil(time.dayOfMonth / 7) === Number(nth[2]);
  }
  return numbers(item === 'L' ? '7' : item, WEEKDAY, (time) => time.dayOfWeek);
}

/** Never in another month. */
function nearestWeekday({ year, month }: LocalTime, day: number): number {
  const end = daysInMonth(year, month);
  const wanted = Math.min(day, end);
  switch (dayOfWeek(year, month, wanted)) {
    case 7:
      return wanted === 1 ? 3 : wanted - 1;
    case 1:
      return wanted === end ? wanted - 2 : wanted + 1;
    default:
      return wanted;
  }
}

function wrong(field: Field, value: string): Error {
  return new Error(`the ${field.name} of a cron expression cannot be ${value}`);
}

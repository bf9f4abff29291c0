import { Node } from '../shape';
import { isTimeZone, TIME_ZONE_REMEDY } from '../time-zone';

/** EventBridge's limit for the input of a target, less what the pipeline's and the stage's names may take. */
const LONGEST_CONFIGURATION = 7800;

/** What holds releases: days that there are, times in order, known time zones, and not more than the function can be told. */
export function checkHeld(environment: Node, windows: Node[], freezes: Node[]): void {
  windows.forEach(checkYears);
  freezes.forEach(checkFreeze);
  [...windows, ...freezes].forEach(checkTimeZone);
  const length = JSON.stringify([...windows, ...freezes].map(({ value }) => value)).length;
  if (length > LONGEST_CONFIGURATION) {
    environment.problems.add(`${environment.place}.gates`, `must have windows and freezes of at most ${LONGEST_CONFIGURATION} characters of JSON`, `${length} characters`, 'Remove freezes that are over, and join windows by lists and ranges.');
  }
}

function checkTimeZone(gate: Node): void {
  const { timeZone } = gate.value as Record<string, unknown>;
  if (typeof timeZone === 'string' && !isTimeZone(timeZone)) {
    gate.at('timeZone').report('must be a time zone that there is', TIME_ZONE_REMEDY);
  }
}

/** Other fields begin anew: a range of them may go over the end. */
function checkYears(window: Node): void {
  const { cron } = window.value as Record<string, unknown>;
  const years = typeof cron === 'string' ? [...(cron.split(' ').at(5) ?? '').matchAll(/(\d{4})-(\d{4})/g)] : [];
  if (years.some(([, from, to]) => Number(from) > Number(to))) {
    window.at('cron').report('must have a range of years that rises', 'Write the earlier year first.');
  }
}

function checkFreeze(freeze: Node): void {
  const { from, until } = freeze.value as Record<string, unknown>;
  const times = [['from', from], ['until', until]] as const;
  times.filter(([, value]) => typeof value === 'string' && isNoDay(value))
    .forEach(([key]) => freeze.at(key).report('must be on a day that there is', 'Correct the day of the month.'));
  if (typeof from === 'string' && typeof until === 'string' && until <= from) {
    freeze.at('until').report('must be after from', 'Write the later time second.');
  }
}

/** The 30th of February becomes another date; what is no date at all is the form's matter. */
function isNoDay(time: string): boolean {
  const date = new Date(`${time}:00Z`);
  return !Number.isNaN(date.getTime()) && !date.toISOString().startsWith(time);
}

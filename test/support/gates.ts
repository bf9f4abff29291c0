import * as fc from 'fast-check';
import { maybe, optional } from './arbitraries';

const ZONES = ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'UTC'];
const timeZone = maybe('timeZone', fc.constantFrom(...ZONES));
const pad = (value: number) => String(value).padStart(2, '0');

/** A value, a range, or one of these with a step. */
const item = (least: number, most: number, names: string[] = []) => {
  const number = fc.integer({ min: least, max: most }).map(String);
  const value = names.length > 0 ? fc.oneof(number, fc.constantFrom(...names)) : number;
  const range = fc.oneof(fc.constant('*'), value, fc.tuple(value, value).map((ends) => ends.join('-')));
  return fc.tuple(range, fc.constantFrom('', '', '/1', '/7', '/99')).map((parts) => parts.join(''));
};
const field = (...range: Parameters<typeof item>) => fc.array(item(...range), { minLength: 1, maxLength: 3 }).map((items) => items.join());
const MONTHS = ['JAN', 'FEB', 'JUN', 'DEC'];
const days = fc.oneof(
  fc.tuple(field(1, 31), field(1, 12, MONTHS)).map(([day, month]) => `${day} ${month} ?`),
  fc.tuple(field(1, 12, MONTHS), field(1, 7, ['SUN', 'MON', 'FRI', 'SAT'])).map(([month, day]) => `? ${month} ${day}`),
);

/** An expression of a deployment window. */
export const windowCron = fc.tuple(field(0, 59), field(0, 23), days, fc.constantFrom('*', '2026', '2026-2030', '2026/2')).map((fields) => fields.join(' '));

const window = optional(fc.record({ type: fc.constant('deploymentWindow'), cron: windowCron }), timeZone);

const upTo = (max: number, min = 0) => fc.integer({ min, max });
const localTime = fc.tuple(upTo(12, 1), upTo(28, 1), upTo(23), upTo(59))
  .map(([month, day, hour, minute]) => `${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}`);
const freeze = optional(fc.record({
  type: fc.constant('freeze'),
  from: localTime.map((time) => `2026-${time}`),
  until: localTime.map((time) => `2027-${time}`),
  reason: fc.constantFrom('Christmas', 'Audit (until the end of June)!', 'x'),
}), timeZone);

const bake = fc.oneof(
  fc.record({ type: fc.constant('bake'), minutes: upTo(1380, 1) }),
  optional(
    fc.record({ type: fc.constant('bake'), minutes: upTo(1380, 1), alarms: fc.uniqueArray(fc.constantFrom('Errors', 'p95 / prod', 'Ausfälle'), { minLength: 1 }) }),
    maybe('account', fc.constant('555555555555')), maybe('region', fc.constantFrom('eu-west-1', 'us-east-1')),
  ),
);

const checksOf = (variables: string[]) => fc.constantFrom(undefined, 'fail', 'skip').chain((otherwise) => fc.array(
  optional(
    fc.record({ type: fc.constant('variableCheck'), variable: fc.constantFrom(...variables), value: fc.constantFrom('yes', 'a b') }),
    maybe('operator', fc.constantFrom('EQ', 'NE', 'CONTAINS', 'MATCHES')), fc.constant(otherwise && { otherwise }),
  ),
  { maxLength: 4 },
));

/** The gates of an environment in a pipeline that has these variables. */
export const gatesFor = (variables: string[]) => fc.tuple(
  fc.array(window, { maxLength: 2 }), fc.array(freeze, { maxLength: 2 }), fc.array(bake, { maxLength: 1 }),
  variables.length === 0 ? fc.constant([]) : checksOf(variables),
).map((kinds) => kinds.flat());

/** What follows a failure; there is no rollback in parallel. */
export const failureReaction = (executionMode?: unknown) => fc.oneof(
  optional(fc.constant({ type: 'retry' }), maybe('failedActionsOnly', fc.boolean())),
  fc.constant({ type: 'stop' }),
  fc.constant({ type: executionMode === 'parallel' ? 'stop' : 'rollback' }),
);

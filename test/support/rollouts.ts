import * as fc from 'fast-check';
import { maybe, optional } from './arbitraries';

const bakeMinutes = maybe('bakeMinutes', fc.integer({ min: 0, max: 1440 }));

/** The most minutes for each of so many holds, so that a rollout with the longest bake stays under its limit. */
const minutes = (holds: number) => fc.integer({ min: 1, max: Math.max(1, Math.floor(540 / holds)) });

const canary = minutes(1).chain((held) => fc.record({ type: fc.constant('canary'), percent: fc.integer({ min: 1, max: 99 }), minutes: fc.constant(held) }));

const linear = fc.integer({ min: 1, max: 99 }).chain((percent) => fc.record({
  type: fc.constant('linear'), percent: fc.constant(percent), minutes: minutes(Math.ceil(100 / percent)),
}));

/** Steps whose percents are all multiples of one number. */
const steppedBy = (divisor: number) => fc.uniqueArray(fc.integer({ min: 1, max: Math.floor(99 / divisor) }), { minLength: 1, maxLength: 6 })
  .map((factors) => [...factors.map((factor) => factor * divisor).sort((one, other) => one - other), 100])
  .chain((percents) => fc.record({ type: fc.constant('steps'), percents: fc.constant(percents), minutes: minutes(percents.length) }));

/** Rollouts that every rule accepts. */
export const rollout = fc.oneof(
  fc.constant({ type: 'allAtOnce' }),
  ...[fc.constant({ type: 'blueGreen' }), canary, linear, fc.constantFrom(1, 4, 5, 10, 25).chain(steppedBy)].map((kind) => optional<object>(kind, bakeMinutes)),
);

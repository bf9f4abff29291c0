import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { EnvironmentProfile } from '../../../src/blueprint';
import { EcsServiceStage, ReleaseAlarmOptions, ServiceImage } from '../../../src/constructs';
import { alarmsOf, GroupMetrics, redMinutes } from '../../support/rollout/evaluated-alarms';
import { DIGEST, ENV } from '../../support/stages';

const MINUTES = 10;
const synthesized = (options: ReleaseAlarmOptions = {}) => alarmsOf(Template.fromStack(
  new EcsServiceStage(new App(), 'Prod', { env: ENV, profile: EnvironmentProfile.PRODUCTION, image: ServiceImage.fromEcr('api', DIGEST), ...options }).stack,
));
const byDefault = synthesized();
const [old, released] = [...new Set(byDefault.map(({ group }) => group))];
const everyMinute = (value: number) => Array.from({ length: MINUTES }, () => (value > 0 ? value : undefined));

/** What a group reports that gets so many requests a minute; a count of nothing is not reported. */
const group = (requests: number, errors: number, p95 = 0.2): GroupMetrics => ({
  'RequestCount Sum': everyMinute(requests), 'HTTPCode_Target_5XX_Count Sum': everyMinute(errors), 'TargetResponseTime p95': everyMinute(requests > 0 ? p95 : 0),
});

/** After how many minutes something turns a release back; nothing if it does not within the milestone. */
function turnedBackAfter(groups: Record<string, GroupMetrics>, alarms = byDefault): number | undefined {
  const minutes = alarms.map((alarm) => redMinutes(alarm, groups[alarm.group]).indexOf(true)).filter((index) => index >= 0);
  return minutes.length > 0 ? Math.min(...minutes) + 1 : undefined;
}

/** A release that has a share of the requests and fails some of them, beside an old version that fails one of a thousand. */
function releaseWith(weight: number, errorPercent: number, traffic: number, p95?: number) {
  const requests = Math.round((traffic * weight) / 100);
  const others = traffic - requests;
  return { [old]: group(others, Math.floor(others / 1000)), [released]: group(requests, Math.round((requests * errorPercent) / 100), p95) };
}

describe('E5: each version is measured by its own requests', () => {
  test('with two alarms on each of the two groups', () => {
    expect(byDefault.map(({ group: id }) => id).sort()).toEqual([old, old, released, released].sort());
    expect(new Set(byDefault.map(({ id }) => id)).size).toBe(4);
  });

  test.each<[weight: number, errorPercent: number, traffic: number, after: number | undefined]>([
    // A version that fails 40 % of its requests is seen at the first milestone.
    [10, 40, 10_000, 2],
    [10, 40, 1000, 2],
    [10, 40, 200, 2],
    // Fewer than 20 requests a minute say nothing; the next milestone has more.
    [10, 40, 190, undefined],
    [50, 40, 190, 2],
    [50, 40, 40, 2],
    [100, 40, 20, 2],
    [100, 40, 19, undefined],
    // The border is more than 5 %.
    [10, 0, 10_000, undefined],
    [10, 1, 10_000, undefined],
    [10, 5, 10_000, undefined],
    [10, 6, 10_000, 2],
    [50, 5, 1000, undefined],
    [50, 6, 1000, 2],
    [100, 5, 1000, undefined],
    [100, 6, 1000, 2],
    // One failed request alone is 5 % of 20.
    [10, 5, 200, undefined],
    [10, 10, 200, 2],
    [10, 100, 200, 2],
    [100, 100, 10_000, 2],
    [100, 100, 10, undefined],
  ])('at %i %% of the requests, %i %% of them failing, %i requests a minute in all: turned back after %s minutes', (weight, errorPercent, traffic, after) => {
    expect(turnedBackAfter(releaseWith(weight, errorPercent, traffic))).toBe(after);
  });

  test('where a share of all requests would hide the new version', () => {
    const { [old]: before, [released]: after } = releaseWith(10, 40, 1000);
    const sum = (key: string) => (before[key][0] ?? 0) + (after[key][0] ?? 0);
    expect((100 * sum('HTTPCode_Target_5XX_Count Sum')) / sum('RequestCount Sum')).toBeLessThan(5);
    expect(turnedBackAfter({ [old]: before, [released]: after })).toBe(2);
  });

  test('so that the other group is watched as well after the next release', () => {
    const { [old]: before, [released]: after } = releaseWith(10, 40, 1000);
    expect(turnedBackAfter({ [old]: after, [released]: before })).toBe(2);
  });

  test.each([[9, undefined], [10, undefined], [10.1, 2], [30, 2]])('a p95 of %d seconds turns it back after %s minutes', (p95, after) => {
    expect(turnedBackAfter(releaseWith(10, 0, 1000, p95))).toBe(after);
    expect(turnedBackAfter(releaseWith(10, 0, 190, p95))).toBeUndefined();
  });

  test.each<[string, number[], number | undefined]>([
    ['one bad minute', [9, 0, 0, 0], undefined],
    ['two bad minutes in a row', [9, 9, 0, 0], 2],
    ['two of three', [9, 0, 9, 0], 3],
    ['two of four', [9, 0, 0, 9], undefined],
  ])('%s of failures', (_, errors, after) => {
    const metrics = { ...group(100, 0), 'HTTPCode_Target_5XX_Count Sum': Array.from({ length: MINUTES }, (__, index) => errors[index] || undefined) };
    expect(turnedBackAfter({ [old]: group(0, 0), [released]: metrics })).toBe(after);
  });

  test('a group without any requests is green', () => {
    expect(turnedBackAfter({ [old]: group(0, 0), [released]: group(0, 0) })).toBeUndefined();
  });
});

describe('E5: own thresholds', () => {
  test.each<[ReleaseAlarmOptions, number, number, number | undefined]>([
    [{ errorRatePercent: 20 }, 20, 1000, undefined],
    [{ errorRatePercent: 20 }, 21, 1000, 2],
    [{ errorRatePercent: 1 }, 2, 1000, 2],
    // With 1 %, one failed request of fewer than 100 would be too much.
    [{ errorRatePercent: 1 }, 2, 990, undefined],
    [{ minimumRequestsPerMinute: 5 }, 40, 50, 2],
    [{ minimumRequestsPerMinute: 5 }, 40, 40, undefined],
  ])('%j: %i %% failing at 10 %% of %i requests is turned back after %s minutes', (options, errorPercent, traffic, after) => {
    expect(turnedBackAfter(releaseWith(10, errorPercent, traffic), synthesized(options))).toBe(after);
  });

  test('turn a release back exactly if it has enough requests and more of them fail than is allowed', () => {
    const settings = fc.record({ errorRatePercent: fc.integer({ min: 1, max: 99 }), minimumRequestsPerMinute: fc.integer({ min: 1, max: 200 }) });
    const seen = fc.integer({ min: 0, max: 400 }).chain((requests) => fc.tuple(fc.constant(requests), fc.integer({ min: 0, max: requests })));
    fc.assert(fc.property(settings, fc.array(seen, { minLength: 1, maxLength: 30 }), (options, cases) => {
      const alarms = synthesized(options);
      for (const [requests, errors] of cases) {
        const isBad = requests >= options.minimumRequestsPerMinute && errors * 100 > options.errorRatePercent * requests;
        expect(turnedBackAfter({ [old]: group(0, 0), [released]: group(requests, errors) }, alarms)).toBe(isBad ? 2 : undefined);
      }
    }), { numRuns: 15 });
  });
});

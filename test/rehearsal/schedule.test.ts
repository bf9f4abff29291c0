import * as fc from 'fast-check';
import { lastDue } from '../../src/rehearsal/lambda/schedule';

const due = (schedule: string, now: string) => lastDue(schedule, new Date(now))?.toISOString().replace(':00.000Z', 'Z');

describe('a schedule was due for the last time', () => {
  test.each([
    ['rate(1 minute)', '2026-11-20T10:00:59Z', '2026-11-20T10:00Z'],
    ['rate(2 hours)', '2026-11-20T10:07:00Z', '2026-11-20T10:07Z'],
    ['cron(* * * * ? *)', '2026-11-20T10:00:59Z', '2026-11-20T10:00Z'],
    ['cron(0 18 ? * FRI *)', '2026-11-20T18:00:00Z', '2026-11-20T18:00Z'],
    ['cron(0 18 ? * FRI *)', '2026-11-20T17:59:59Z', '2026-11-13T18:00Z'],
    ['cron(30 6 1 * ? *)', '2026-11-20T17:59:59Z', '2026-11-01T06:30Z'],
    ['cron(0 0 1 1 ? *)', '2026-11-20T00:00:00Z', undefined],
  ])('%s before %s: %s', (schedule, now, expected) => {
    expect(due(schedule, now)).toBe(expected);
  });

  test.each(['rate(5 weeks)', 'cron(* * * *)', 'at(2026-11-20T10:00:00)', 'hourly'])('at no time if it is no schedule: %s', (schedule) => {
    expect(() => lastDue(schedule, new Date())).toThrow(`a schedule must be rate(…) or cron(…) with 6 fields, got: ${schedule}`);
  });

  test('within a day, at its hour and minute, and never later', () => {
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(fc.property(moment, fc.nat(23), fc.nat(59), (now, hour, minute) => {
      const last = lastDue(`cron(${minute} ${hour} * * ? *)`, now)!;
      expect([last.getUTCHours(), last.getUTCMinutes(), last.getUTCSeconds()]).toEqual([hour, minute, 0]);
      expect(now.getTime() - last.getTime()).toBeGreaterThanOrEqual(0);
      expect(now.getTime() - last.getTime()).toBeLessThan(86_400_000);
    }));
  });
});

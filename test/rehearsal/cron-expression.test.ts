import { CronExpression } from '../../src/rehearsal/conditions/cron-expression';
import { localTime } from '../../src/rehearsal/conditions/local-time';

const matches = (cron: string, moment: string, zone = 'UTC') => new CronExpression(cron).matches(localTime(new Date(moment), zone));

describe('a cron expression', () => {
  test.each([
    ['* * * * * *', '2026-11-21T08:00Z', true],
    ['* 0/15 * ? * *', '2026-11-21T08:45Z', true],
    ['* */20 * ? * *', '2026-11-21T08:45Z', false],
    ['* * 9-17 ? * MON-FRI *', '2026-11-20T17:59Z', true],
    ['* * 9-17 ? * MON-FRI *', '2026-11-20T18:00Z', false],
    ['* * 9-17 ? * 2-6', '2026-11-21T10:00Z', false],
    ['* * 22-3 ? * *', '2026-11-21T02:00Z', true],
    ['* * 22-3 ? * *', '2026-11-21T12:00Z', false],
    ['* * * ? * FRI-MON', '2026-11-24T12:00Z', false],
    ['* * * ? JAN,NOV *', '2026-11-21T12:00Z', true],
    ['* * * L * ?', '2026-02-28T12:00Z', true],
    ['* * * L-3 * ?', '2026-02-25T12:00Z', true],
    ['* * * LW * ?', '2026-02-27T12:00Z', true],
    ['* * * 1W * ?', '2026-11-02T12:00Z', true],
    ['* * * 21W * ?', '2026-11-20T12:00Z', true],
    ['* * * ? * 6L', '2026-11-27T12:00Z', true],
    ['* * * ? * FRI#3', '2026-11-20T12:00Z', true],
    ['* * * ? * FRI#2', '2026-11-20T12:00Z', false],
    ['* * * ? * L', '2026-11-21T12:00Z', true],
    ['* * * ? * * 2027-2030', '2026-11-21T12:00Z', false],
  ])('%s at %s: %s', (cron, moment, expected) => {
    expect(matches(cron, moment)).toBe(expected);
  });

  test.each(['* * *', '* 60 * * * *', '* * * ? * FUN', '* 0/0 * * * *', '* a-b * * * *'])('is refused: %s', (cron) => {
    expect(() => new CronExpression(cron)).toThrow(/cron expression/);
  });

  test.each([['Europe/Berlin', 10], ['UTC+05:30', 14], ['UTC-03:00', 6], ['UTC', 9]])('is compared with the time in %s', (zone, hour) => {
    expect(matches(`* * ${hour} * * *`, '2026-01-15T09:00Z', zone)).toBe(true);
    expect(() => localTime(new Date(), 'Mars/Olympus')).toThrow(RangeError);
  });
});

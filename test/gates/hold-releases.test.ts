import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { CronExpression } from '../../src/rehearsal/conditions/cron-expression';
import { localTime } from '../../src/rehearsal/conditions/local-time';
import { windowCron } from '../support/gates';

const send = jest.fn();
const command = (name: string) => class {
  public readonly sent: object;
  constructor(input: object) {
    this.sent = { [name]: input };
  }
};
jest.mock('@aws-sdk/client-codepipeline', () => ({
  CodePipelineClient: class {
    public send = ({ sent }: { sent: object }) => send(sent);
  },
  GetPipelineStateCommand: command('get'),
  DisableStageTransitionCommand: command('disable'),
  EnableStageTransitionCommand: command('enable'),
}), { virtual: true });

interface Window { readonly cron: string; readonly timeZone?: string }
interface Freeze { readonly from: string; readonly until: string; readonly timeZone?: string; readonly reason: string }
const FILE = join(__dirname, '../../assets/gates/hold-releases.js');
const { handler, isOpen, reasonToHold } = jest.requireActual<{
  handler: (event: object) => Promise<void>;
  isOpen: (window: Window, moment: Date) => boolean;
  reasonToHold: (moment: Date, windows: Window[], freezes: Freeze[]) => string | undefined;
}>(FILE);

const moments = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-01-01T00:00:00Z'), noInvalidDate: true });
const OFFICE: Window = { cron: '* 9-16 ? * MON-FRI *', timeZone: 'Europe/Berlin' };
const CHRISTMAS: Freeze = { from: '2026-12-18T17:00', until: '2027-01-04T08:00', timeZone: 'Europe/Berlin', reason: 'Christmas' };
const FROZEN = 'Held by release gates - frozen until 2027-01-04T08.00 Europe.Berlin - Christmas';
const CLOSED = 'Held by release gates - no deployment window is open';

describe('P8: a deployment window', () => {
  test('is open in the minutes that its expression matches, as the rehearsal reads it', () => {
    fc.assert(fc.property(windowCron, fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'), moments, (cron, timeZone, moment) => {
      expect(isOpen({ cron, timeZone }, moment)).toBe(new CronExpression(`* ${cron}`).matches(localTime(moment, timeZone)));
    }), { numRuns: 2000 });
  });

  test.each([
    ['winter', '2026-03-27T07:59:00Z', '2026-03-27T08:00:00Z', '2026-03-27T15:59:00Z', '2026-03-27T16:00:00Z'],
    ['summer', '2026-03-30T06:59:00Z', '2026-03-30T07:00:00Z', '2026-03-30T14:59:00Z', '2026-03-30T15:00:00Z'],
  ])('follows the clock of its time zone in %s', (_, early, first, last, late) => {
    expect([early, first, last, late].map((time) => isOpen(OFFICE, new Date(time)))).toEqual([false, true, true, false]);
  });

  test('never opens in the hour that summer time leaves out, and opens twice in the one that winter time repeats', () => {
    const night = { cron: '30 2 * * ? *', timeZone: 'Europe/Berlin' };
    const openOn = (day: string) => ['00:30', '01:30', '02:30'].filter((time) => isOpen(night, new Date(`${day}T${time}:00Z`)));
    expect([openOn('2026-03-29'), openOn('2026-10-25'), openOn('2026-10-26')]).toEqual([[], ['00:30', '01:30'], ['01:30']]);
  });

  test('is in UTC unless it says otherwise, and may go over midnight and over the weekend', () => {
    const night = { cron: '* 22-4 ? * FRI-MON *' };
    const at = (time: string) => isOpen(night, new Date(time));
    expect(['2026-11-20T22:00:00Z', '2026-11-23T04:59:00Z'].map(at)).toEqual([true, true]);
    expect(['2026-11-20T21:59:00Z', '2026-11-23T05:00:00Z', '2026-11-24T23:00:00Z'].map(at)).toEqual([false, false, false]);
  });
});

describe('P8: releases are held', () => {
  test('outside of all windows, and not while one of several is open', () => {
    const saturday = new Date('2026-11-21T10:00:00Z');
    expect(reasonToHold(saturday, [OFFICE], [])).toBe(CLOSED);
    expect(reasonToHold(saturday, [OFFICE, { cron: '* 10 ? * SAT *' }], [])).toBeUndefined();
    expect(reasonToHold(saturday, [], [])).toBeUndefined();
  });

  test('from the first minute of a freeze until its last, in its time zone', () => {
    const at = (time: string) => reasonToHold(new Date(time), [], [CHRISTMAS]);
    expect(['2026-12-18T15:59:00Z', '2027-01-04T07:00:00Z'].map(at)).toEqual([undefined, undefined]);
    expect(['2026-12-18T16:00:00Z', '2027-01-04T06:59:00Z'].map(at)).toEqual([FROZEN, FROZEN]);
  });

  test('during a freeze whatever the windows say, for a reason that CodePipeline takes', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires');
    fc.assert(fc.property(fc.array(windowCron, { maxLength: 3 }), moments, zone, fc.string({ maxLength: 400 }), (crons, moment, timeZone, reason) => {
      const freeze = { from: '2026-02-01T00:00', until: '2027-12-01T00:00', timeZone, reason };
      const held = reasonToHold(moment, crons.map((cron) => ({ cron })), [freeze]);
      const { year, month } = localTime(moment, timeZone);
      if ((year === 2026 && month > 1) || (year === 2027 && month < 12)) {
        expect(held).toContain('frozen until 2027-12-01T00.00');
      }
      // https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_DisableStageTransition.html
      expect(held ?? 'none').toMatch(/^[a-zA-Z0-9!@ ().*?-]{1,300}$/);
    }));
  });
});

describe('P8: the function that holds releases', () => {
  const stateOf = (inboundTransitionState?: object) => ({ stageStates: [{ stageName: 'beta', inboundTransitionState: { enabled: true } }, { stageName: 'prod', inboundTransitionState }] });
  const transition = { pipelineName: 'Orders', stageName: 'prod', transitionType: 'Inbound' };
  const event = (time: string) => ({ time, pipeline: 'Orders', stage: 'prod', windows: [OFFICE], freezes: [CHRISTMAS] });
  const [MONDAY, SUNDAY, FREEZE] = ['2026-11-23T10:00:00Z', '2026-11-22T10:00:00Z', '2026-12-21T10:00:00Z'];

  beforeEach(() => {
    jest.spyOn(console, 'log').mockImplementation();
    send.mockReset();
  });

  const callsAfter = async (time: string, state?: object) => {
    send.mockResolvedValueOnce(stateOf(state)).mockResolvedValueOnce({});
    await handler(event(time));
    expect(send.mock.calls[0]).toEqual([{ get: { name: 'Orders' } }]);
    return send.mock.calls.slice(1).flat();
  };

  test.each([[SUNDAY, CLOSED], [FREEZE, FROZEN]])('disables the enabled transition at %s and says why', async (time, reason) => {
    expect(await callsAfter(time, { enabled: true })).toEqual([{ disable: { ...transition, reason } }]);
  });

  test('enables the transition that it has disabled', async () => {
    expect(await callsAfter(MONDAY, { enabled: false, disabledReason: FROZEN })).toEqual([{ enable: transition }]);
  });

  test('says so when the reason has become another one', async () => {
    expect(await callsAfter(FREEZE, { enabled: false, disabledReason: CLOSED })).toEqual([{ disable: { ...transition, reason: FROZEN } }]);
  });

  test.each([
    ['is held already', SUNDAY, { enabled: false, disabledReason: CLOSED }],
    ['is open already', MONDAY, { enabled: true }],
    ['a person has disabled, though releases may enter', MONDAY, { enabled: false, disabledReason: 'Incident 4711' }],
    ['a person has disabled, though releases are held', SUNDAY, { enabled: false, disabledReason: 'Incident 4711' }],
    ['was disabled without a reason', MONDAY, { enabled: false }],
  ])('leaves a transition alone that %s', async (_, time, state) => {
    expect(await callsAfter(time, state)).toEqual([]);
  });

  test('fails where the pipeline has no such stage', async () => {
    await expect(callsAfter(SUNDAY, undefined)).rejects.toThrow('The pipeline Orders must have the stage prod.');
  });

  test('fits into a template', () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(4096);
  });
});

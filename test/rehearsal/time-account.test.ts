import * as fc from 'fast-check';
import { TimeAccount } from '../../src/rehearsal/host/time-account';
import { appsOfThisFile } from '../support/apps';
import { approval, build, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const KINDS = ['command', 'waiting'] as const;

/** Spans of a second each are done one after another, those that overlap at the same time. */
async function accountOf(spans: readonly { readonly kind: typeof KINDS[number]; readonly from: number; readonly length: number }[], end: number) {
  let now = 0;
  const account = new TimeAccount(() => now);
  const ends: { readonly at: number; readonly end: () => void; readonly work: Promise<void> }[] = [];
  for (now = 0; now < end; now++) {
    for (const one of ends.filter(({ at }) => at === now)) {
      one.end();
      await one.work;
    }
    for (const { kind, length } of spans.filter(({ from }) => from === now)) {
      let finish = () => {};
      const done = new Promise<void>((resolve) => finish = resolve);
      ends.push({ at: now + length, end: finish, work: account.during(kind, () => done) });
    }
  }
  return account.read();
}

describe('the time of a rehearsal', () => {
  test('counts each moment once, commands before waiting before the rehearsal itself', async () => {
    const span = fc.record({ kind: fc.constantFrom(...KINDS), from: fc.nat(20), length: fc.integer({ min: 1, max: 10 }) });
    await fc.assert(fc.asyncProperty(fc.array(span, { maxLength: 8 }), async (spans) => {
      const covers = (kind: string, at: number) => spans.some((one) => one.kind === kind && one.from <= at && at < one.from + one.length);
      const moments = Array.from({ length: 30 }, (_, at) => covers('command', at) ? 'command' : covers('waiting', at) ? 'waiting' : 'own');
      const count = (kind: string) => moments.filter((moment) => moment === kind).length;
      expect(await accountOf(spans, 30)).toEqual({ command: count('command'), waiting: count('waiting'), own: count('own') });
    }));
  });

  test('is in every report: what commands have taken, what a person has, and what the rehearsal has added', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('A', ['sleep 0.6']), build('B', ['sleep 0.6'])), stage('Prod', approval('Release'))]);
    const approve = () => new Promise<{ approved: boolean; reason: string }>((resolve) => setTimeout(() => resolve({ approved: true, reason: 'yes' }), 400));
    const { durationSeconds, commandSeconds, waitingSeconds, ownSeconds } = await app.rehearse({ approve });
    expect(commandSeconds).toBeGreaterThanOrEqual(0.6);
    expect(waitingSeconds).toBeGreaterThanOrEqual(0.4);
    expect(commandSeconds + waitingSeconds + ownSeconds).toBeCloseTo(durationSeconds, 0);
    expect(app.lines.at(-1)).toMatch(/^Commands of builds \d+\.\d s, waiting for approvals \d+\.\d s, the rehearsal itself \d+\.\d s$/m);
  });
});

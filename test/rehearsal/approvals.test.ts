import { appsOfThisFile } from '../support/apps';
import { approval, build, said, source, stage, TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const appWith = (more: Partial<TestAction>, extra?: Record<string, unknown>) => newApp([
  stage('Source', source(['Source'], 'Checkout', 'Src')),
  { ...stage('Prod', { ...approval('Release'), ...more }, build('After', ['true'], { runOrder: 2 })), extra },
]);
/** A person who never answers, and leaves when the question is taken away. */
const nobody = (_action: unknown, signal: AbortSignal) =>
  new Promise<{ approved: boolean; reason: string }>((resolve) => signal.addEventListener('abort', () => resolve({ approved: false, reason: 'no answer' })));

describe('an approval', () => {
  test('fails when nobody has answered at its timeout, and the stage does what it does on a failure', async () => {
    const report = await appWith({ timeoutInMinutes: 0.001 }, { OnFailure: { Result: 'ROLLBACK' } }).rehearse({ approve: nobody });
    expect(trace(report).slice(1)).toEqual(['Prod/Release: failed', 'Prod/After: skipped']);
    expect(said(report, 'Release')).toContain('nobody has answered within 0.001 minutes');
    expect(report.executions[0].stages[1].rollback).toEqual({ to: null });
  });

  test('may wait longer than a timer of this machine', async () => {
    const report = await appWith({ timeoutInMinutes: 86_400 }).rehearse({
      approve: async (_action, signal) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { approved: !signal.aborted, reason: 'there' };
      },
    });
    expect(report.status).toBe('succeeded');
    expect(said(report, 'Release')).toContain('AWS waits 60 days for the answer');
  });

  test('asks with the values of variables and reports without them', async () => {
    const asked: Record<string, string>[] = [];
    const configuration = { CustomData: 'Release #{Src.BranchName}', ExternalEntityLink: 'https://example.com/#{Src.BranchName}' };
    const report = await appWith({ configuration }).rehearse({
      approve: async (action) => {
        asked.push(action.configuration);
        return { approved: true, reason: 'yes' };
      },
    });
    expect(asked).toEqual([{ CustomData: 'Release main', ExternalEntityLink: 'https://example.com/main' }]);
    expect(said(report, 'Release')).toBe('yes\nwhat is asked: Release #{Src.BranchName}\nwhat is reviewed: https://example.com/#{Src.BranchName}');
  });

  test('is interrupted with the rehearsal and leaves no timer', async () => {
    const stop = new AbortController();
    const approve: typeof nobody = (action, signal) => {
      setImmediate(() => stop.abort());
      return nobody(action, signal);
    };
    const report = await appWith({}).rehearse({ approve, signal: stop.signal });
    expect(trace(report)[1]).toBe('Prod/Release: interrupted');
  });
});

import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage, TestAction, trace } from '../support/pipeline-app';
import { isGone } from '../support/processes';

const newApp = appsOfThisFile();
const SLOW = ['sleep 60 & echo "started $!"; wait', 'echo never'];

describe('a build that takes too long', () => {
  test.each<[string, Partial<TestAction>]>([
    ['project', { project: { TimeoutInMinutes: 0.01 } }],
    ['action', { timeoutInMinutes: 0.01 }],
  ])('is ended by the limit of its %s, and fails', async (_whose, more) => {
    const slow = build('Slow', { phases: { build: { commands: SLOW, finally: ['echo neither'] }, post_build: { commands: ['echo nor this'] } } }, more);
    const app = newApp([stage('Source', source()), stage('Build', slow), stage('Prod', build('After', ['true']))]);
    const report = await app.rehearse();
    expect(trace(report).slice(1)).toEqual(['Build/Slow: failed', 'Prod/After: skipped']);
    expect(said(report, 'Slow')).toBe('the build took longer than its limit of 0.01 minutes');
    const log = app.log(report, 'Slow');
    expect(log).not.toMatch(/^(never|neither|nor this)$/m);
    expect(await isGone(Number(/started (\d+)/.exec(log)![1]))).toBe(true);
  });
});

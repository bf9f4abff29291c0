import { appsOfThisFile } from '../support/apps';
import { ALARM, condition, FAILS, PASSES, rule } from '../support/conditions';
import { approval, build, source, stage, TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

/** A stage with conditions between a source and a stage that shows whether the run has gone on. */
const around = (extra: Record<string, unknown>, ...actions: TestAction[]) => [
  stage('Source', source(['Source'], 'Checkout', 'Src')), { name: 'Beta', actions: actions.length > 0 ? actions : [build('Deploy', ['true'])], extra }, stage('Prod', build('After', ['true'])),
];
const broken = build('Deploy', ['exit 1']);
/** Fails the first time that it runs and succeeds from then on. */
const flaky = (app: string) => build('Flaky', [`echo ran >> '${app}'`, `test "$(wc -l < '${app}')" -gt 1`]);

describe('an entry condition', () => {
  test('lets the stage run when all of its rules pass', async () => {
    const report = await newApp(around({ BeforeEntry: condition('FAIL', PASSES, ALARM) })).rehearse();
    expect(report.status).toBe('succeeded');
    expect(report.executions[0].stages[1].conditions).toMatchObject([{ moment: 'BeforeEntry', outcome: 'met', rules: [{ outcome: 'passed' }, { outcome: 'passed' }] }]);
    expect(report.executions[0].stages[1].remarks).toContain('condition met: BeforeEntry: CloudWatchAlarm Check: the alarm Errors is taken to be OK');
  });

  test('fails the stage, whose actions do not run, and ends the run', async () => {
    const app = newApp(around({ BeforeEntry: condition('FAIL', PASSES, FAILS) }));
    const report = await app.rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: skipped', 'Prod/After: skipped']);
    expect(report.executions[0].stages.map(({ status }) => status)).toEqual(['succeeded', 'failed', 'skipped']);
    expect(report.status).toBe('failed');
    expect(app.lines).toContain('◆ Beta: condition not met: BeforeEntry: VariableCheck Check: a NE a does not hold; result FAIL');
  });

  test('skips the stage, and the run goes on', async () => {
    const report = await newApp(around({ BeforeEntry: condition('SKIP', FAILS) })).rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: skipped', 'Prod/After: succeeded']);
    expect(report.status).toBe('succeeded');
  });

  test.each(['Novelty'])('with the rule %s is not evaluated and says so', async (provider) => {
    const report = await newApp(around({ BeforeEntry: condition('FAIL', rule(provider)) })).rehearse();
    expect(report.executions[0].stages[1].conditions).toMatchObject([{ outcome: 'notEvaluated' }]);
    expect(report.executions[0].stages[1].remarks).toEqual([`condition not evaluated: BeforeEntry: ${provider} Check: the rule ${provider} has no stand-in on this machine`]);
    expect(trace(report).at(-1)).toBe('Prod/After: succeeded');
  });

  test('is not met when a rule fails, even if another was not evaluated', async () => {
    const report = await newApp(around({ BeforeEntry: condition('FAIL', rule('Novelty'), FAILS) })).rehearse();
    expect(report.status).toBe('failed');
  });

  test.each([['2026-03-04T10:30:00Z', 'succeeded'], ['2026-03-07T10:30:00Z', 'failed'], ['2026-03-04T16:30:00Z', 'failed']])('with a deployment window at %s: %s', async (now, status) => {
    const window = rule('DeploymentWindow', { Cron: '* * 9-16 ? * MON-FRI *', TimeZone: 'Europe/Berlin' });
    const report = await newApp(around({ BeforeEntry: condition('FAIL', window) })).rehearse({ now: () => new Date(now) });
    expect(report.status).toBe(status);
  });

  test.each([['EQ', 'main', true], ['EQ', 'mai', false], ['NE', 'main', false], ['CONTAINS', 'ai', true], ['MATCHES', 'm.*', true], ['MATCHES', 'ai', false]])('compares a variable: %s %s: %s', async (Operator, Value, passes) => {
    const check = rule('VariableCheck', { Variable: '#{Src.BranchName}', Operator, Value });
    const report = await newApp(around({ BeforeEntry: condition('FAIL', check) })).rehearse();
    expect(report.status).toBe(passes ? 'succeeded' : 'failed');
  });

  test('fails for a variable that nobody has set', async () => {
    const report = await newApp(around({ BeforeEntry: condition('FAIL', rule('VariableCheck', { Variable: '#{No.Body}', Operator: 'EQ', Value: '' })) })).rehearse();
    expect(report.executions[0].stages[1].remarks[0]).toContain('the variable #{No.Body} has no value');
    expect(report.status).toBe('failed');
  });
});

describe('a condition on success', () => {
  test('fails a stage whose actions have succeeded', async () => {
    const report = await newApp(around({ OnSuccess: condition('FAIL', FAILS) })).rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: succeeded', 'Prod/After: skipped']);
    expect(report.status).toBe('failed');
  });

  test('rolls back to the last run of the same structure in which the stage succeeded', async () => {
    const check = rule('VariableCheck', { Variable: '#{Src.CommitMessage}', Operator: 'EQ', Value: '' });
    const stages = around({ OnSuccess: condition('ROLLBACK', check, rule('DeploymentWindow', { Cron: '* * * ? * * 2026' })) });
    const app = newApp(stages);
    const first = await app.rehearse({ now: () => new Date('2026-01-01') });
    const second = await app.rehearse({ now: () => new Date('2027-01-01') });
    expect(first.status).toBe('succeeded');
    expect(second.status).toBe('failed');
    expect(trace(second).at(-1)).toBe('Prod/After: skipped');
    expect(second.executions[0].stages[1].rollback).toEqual({ to: first.run });
    expect(second.executions[0].stages[1].remarks.at(-1)).toContain(`the run ${first.run}`);
    const third = await app.rehearse({ now: () => new Date('2027-01-01') });
    expect(third.executions[0].stages[1].rollback).toEqual({ to: first.run });
  });

  test('has nothing to roll back to when no such run is known', async () => {
    const report = await newApp(around({ OnSuccess: condition('ROLLBACK', FAILS) })).rehearse();
    expect(report.executions[0].stages[1].rollback).toEqual({ to: null });
  });
});

describe('what a stage does on failure', () => {
  test('is nothing without a result: the run has failed', async () => {
    expect((await newApp(around({}, broken)).rehearse()).status).toBe('failed');
  });

  test('is a rollback, never to a run of another structure', async () => {
    const app = newApp(around({}));
    await app.rehearse();
    const report = await newApp(around({ OnFailure: { Result: 'ROLLBACK' } }, broken)).rehearse({ output: app.output });
    expect(report.executions[0].stages[1]).toMatchObject({ status: 'failed', rollback: { to: null } });
  });

  test('is a rollback for an approval that is withheld as well', async () => {
    const report = await newApp(around({ OnFailure: { Result: 'ROLLBACK' } }, approval('Release'))).rehearse();
    expect(report.executions[0].stages[1]).toMatchObject({ status: 'withheld', rollback: { to: null } });
  });

  test.each([['FAILED_ACTIONS', 1], ['ALL_ACTIONS', 2]])('is a retry of %s', async (RetryMode, runs) => {
    const app = newApp();
    const log = `${app.root}/log`;
    const flakyApp = newApp(around({ OnFailure: { Result: 'RETRY', RetryConfiguration: { RetryMode } } }, build('Before', ['echo once']), { ...flaky(log), runOrder: 2 }));
    const report = await flakyApp.rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Before: succeeded', 'Beta/Flaky: succeeded', 'Prod/After: succeeded']);
    expect(report.executions[0].stages[1].earlierAttempts?.[0].map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect(flakyApp.lines.filter((line) => line === '▶ Beta / Before')).toHaveLength(runs);
    expect(report.status).toBe('succeeded');
  });

  test('is one retry and no second one', async () => {
    const app = newApp(around({ OnFailure: { Result: 'RETRY' } }, broken));
    const report = await app.rehearse();
    expect(app.lines.filter((line) => line === '▶ Beta / Deploy')).toHaveLength(2);
    expect(report.status).toBe('failed');
  });

  test('is to skip the stage and go on, if its condition is not met', async () => {
    const report = await newApp(around({ OnFailure: condition('SKIP', FAILS) }, broken)).rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: failed', 'Prod/After: succeeded']);
    expect(report.executions[0].stages[1].status).toBe('skipped');
    expect(report.status).toBe('succeeded');
  });

  test.each([PASSES, rule('Novelty')])('is only a failure, if its condition is met or was not evaluated', async (check) => {
    const report = await newApp(around({ OnFailure: condition('ROLLBACK', check) }, broken)).rehearse();
    expect(report.executions[0].stages[1].rollback).toBeUndefined();
    expect(report.status).toBe('failed');
  });
});

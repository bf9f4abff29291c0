import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { appsOfThisFile } from '../support/apps';
import { ALARM, condition } from '../support/conditions';
import { build, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const stages = (extra: Record<string, unknown> = {}) => [
  stage('Source', source()), { name: 'Beta', actions: [build('Deploy', ['true'])], extra }, stage('Prod', build('After', ['true'])),
];

describe('faults to order', () => {
  test.each(['Deploy', 'Beta / Deploy', 'Beta/Deploy'])('let the action %s fail, and nothing after it runs', async (name) => {
    const report = await newApp(stages()).rehearse({ faults: { ...NO_FAULTS, failingActions: [name] } });
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: failed', 'Prod/After: skipped']);
    expect(said(report, 'Deploy')).toBe(`fails as ordered by --fail ${name}; it was not run`);
    expect(report.status).toBe('failed');
  });

  test('let the failure have the consequence that the stage gives it', async () => {
    const app = newApp(stages({ OnFailure: { Result: 'ROLLBACK' } }));
    const { run } = await app.rehearse();
    const report = await app.rehearse({ faults: { ...NO_FAULTS, failingActions: ['Deploy'] } });
    expect(report.executions[0].stages[1].rollback).toEqual({ to: run });
  });

  test('let a retried action fail again', async () => {
    const app = newApp(stages({ OnFailure: { Result: 'RETRY' } }));
    const report = await app.rehearse({ faults: { ...NO_FAULTS, failingActions: ['Deploy'] } });
    expect(report.executions[0].stages[1].earlierAttempts).toHaveLength(1);
    expect(report.status).toBe('failed');
  });

  test('let an alarm keep the run out of a stage', async () => {
    const app = newApp(stages({ BeforeEntry: condition('FAIL', ALARM) }));
    const report = await app.rehearse({ faults: { ...NO_FAULTS, alarms: ['Errors'] } });
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: skipped', 'Prod/After: skipped']);
    expect(report.executions[0].stages[1].remarks).toEqual([
      'condition not met: BeforeEntry: CloudWatchAlarm Check: the alarm Errors is in ALARM, as ordered by --alarm; result FAIL',
    ]);
  });

  test('let an alarm roll back a stage that has succeeded', async () => {
    const app = newApp(stages({ OnSuccess: condition('ROLLBACK', ALARM) }));
    const { run } = await app.rehearse();
    const report = await app.rehearse({ faults: { ...NO_FAULTS, alarms: ['Errors'] } });
    expect(report.executions[0].stages[1]).toMatchObject({ status: 'failed', rollback: { to: run }, actions: [{ status: 'succeeded' }] });
    expect(trace(report).at(-1)).toBe('Prod/After: skipped');
  });
});

import { notRun } from '../../src/rehearsal/report/not-run';
import type { StageReport } from '../../src/rehearsal/report/report';
import { reported, reportedStage, reportOf } from '../support/reports';

const production = reportedStage('prod', reported('Deploy', 'skipped'));
const reasons = (status: Parameters<typeof reportOf>[0], ...stages: StageReport[]) => {
  const report = reportOf(status, stages);
  return notRun(report.executions[0], report).map(({ reason, actions }) => `${actions.join(', ')}: ${reason}`);
};
const condition: StageReport['conditions'] = [];

describe('why actions did not run', () => {
  test('names the action that ended the run', () => {
    expect(reasons('failed', reportedStage('Build', reported('backend', 'failed')), production)).toEqual(['prod / Deploy: the run had ended: Build / backend: failed']);
  });

  test('names the transition that is disabled', () => {
    expect(reasons('withheld', reportedStage('beta', reported('Deploy')), { ...production, status: 'withheld', transition: 'disabled' }))
      .toEqual(['prod / Deploy: the run had ended: the transition into prod is disabled']);
  });

  test('names the stage whose condition ended the run although its actions succeeded', () => {
    expect(reasons('failed', { ...reportedStage('beta', reported('Deploy')), status: 'failed', conditions: condition }, production))
      .toEqual(['prod / Deploy: the run had ended: a condition of beta: failed']);
  });

  test('tells a skipped stage from the end of a run', () => {
    expect(reasons('succeeded', { ...production, conditions: condition }, reportedStage('after', reported('Deploy'))))
      .toEqual(['prod / Deploy: a condition of prod skipped it']);
  });
});

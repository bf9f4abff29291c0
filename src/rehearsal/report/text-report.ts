import { changeLines } from './change-lines';
import type { ActionReport, RehearsalReport, StageReport } from './report';
import { reuseOf } from './reuse-words';
import { symbolOf, wordsOf } from './symbols';
import { describeReport } from '../codebuild/test-reports';
import { describeExecutionMode } from '../model/execution-mode';

/** The report for a person: a tree of stages and actions with how each ended. */
export function renderText(report: RehearsalReport): string {
  const lines = [`Rehearsal of ${report.pipeline.name} (stack ${report.pipeline.stack}): ${report.status}, ${seconds(report.durationSeconds)}`, timeOf(report)];
  for (const { number, stages } of report.executions) {
    if (report.executions.length > 1) {
      lines.push(`Execution ${number}`);
    }
    for (const stage of stages) {
      lines.push(`${symbolOf(stage.status)} ${stage.name}${duration(stage)}`);
      lines.push(...stageLines(stage));
    }
  }
  const { executionMode } = report.pipeline;
  lines.push(...executionMode === undefined ? [] : [`Execution mode ${describeExecutionMode(executionMode)}`]);
  lines.push(...report.remarks);
  return `${lines.join('\n')}\n`;
}

/** What the conditions did is in the remarks; attempts that failed come before the one that counts. */
function stageLines({ remarks, actions, earlierAttempts = [] }: StageReport): string[] {
  const attempts = [...earlierAttempts, actions];
  return [
    ...remarks.map((remark) => `      ${remark}`),
    ...attempts.flatMap((attempt, index) => [...(attempts.length > 1 ? [`    attempt ${index + 1}`] : []), ...attempt.flatMap(actionLines)]),
  ];
}

function actionLines(action: ActionReport): string[] {
  const head = `  ${symbolOf(action.status)} ${action.name}${duration(action)}`;
  const words = action.status === 'succeeded' || action.status === 'skipped' ? '' : `  ${wordsOf(action.status)}`;
  const reports = (action.reports ?? []).map(describeReport);
  const further = [...action.reasons, ...reuseOf(action), ...action.remarks, ...reports, ...(action.changes ? changeLines(action.changes) : [])];
  return [`${head}${words}`, ...further.map((text) => `      ${text}`), ...(action.log && action.status === 'failed' ? [`      log: ${action.log}`] : [])];
}

function duration({ status, durationSeconds }: { status: string; durationSeconds: number }): string {
  return status === 'skipped' ? '' : `  ${seconds(durationSeconds)}`;
}

/** Where the duration has gone. */
function timeOf({ commandSeconds, waitingSeconds, ownSeconds }: RehearsalReport): string {
  const waiting = waitingSeconds > 0 ? `, waiting for approvals ${seconds(waitingSeconds)}` : '';
  return `Commands of builds ${seconds(commandSeconds)}${waiting}, the rehearsal itself ${seconds(ownSeconds)}`;
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

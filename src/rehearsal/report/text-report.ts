import type { ActionReport, RehearsalReport } from './report';
import { symbolOf, wordsOf } from './symbols';

/** The report for a person: a tree of stages and actions with how each ended. */
export function renderText(report: RehearsalReport): string {
  const lines = [`Rehearsal of ${report.pipeline.name} (stack ${report.pipeline.stack}): ${report.status}, ${seconds(report.durationSeconds)}`];
  for (const { number, stages } of report.executions) {
    if (report.executions.length > 1) {
      lines.push(`Execution ${number}`);
    }
    for (const stage of stages) {
      lines.push(`${symbolOf(stage.status)} ${stage.name}${duration(stage)}`);
      lines.push(...stage.remarks.map((remark) => `      ${remark}`));
      lines.push(...stage.actions.flatMap(actionLines));
    }
  }
  lines.push(...report.remarks);
  return `${lines.join('\n')}\n`;
}

function actionLines(action: ActionReport): string[] {
  const head = `  ${symbolOf(action.status)} ${action.name}${duration(action)}`;
  const words = action.status === 'succeeded' || action.status === 'skipped' ? '' : `  ${wordsOf(action.status)}`;
  return [`${head}${words}`, ...[...action.reasons, ...action.remarks].map((text) => `      ${text}`), ...(action.log && action.status === 'failed' ? [`      log: ${action.log}`] : [])];
}

function duration({ status, durationSeconds }: { status: string; durationSeconds: number }): string {
  return status === 'skipped' ? '' : `  ${seconds(durationSeconds)}`;
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

import { readFileSync } from 'node:fs';
import { renderExecution } from './html-execution';
import { badge, bdi, duration, words } from './html-parts';
import type { LogOf } from './log-tail';
import { escapeText } from './markup';
import type { RehearsalReport } from './report';
import { assetPath } from '../assets';
import type { ActionStatus } from '../execution/action-outcome';
import { describeExecutionMode } from '../model/execution-mode';

/** The report to look at: one page that needs neither a network nor a script. */
export function renderHtml(report: RehearsalReport, logOf: LogOf): string {
  const parts: Readonly<Record<string, string>> = {
    title: escapeText(`${words(report.status)}: rehearsal of ${report.pipeline.name}`),
    style: readFileSync(assetPath('report/style.css'), 'utf8'),
    pipeline: escapeText(report.pipeline.name),
    status: badge(report.status),
    remarks: report.remarks.map((remark) => `<p class="callout ${report.status}">${escapeText(remark)}</p>`).join('\n'),
    facts: facts(report),
    counts: counts(report),
    executions: report.executions.map((execution) => renderExecution(execution, report, logOf)).join('\n'),
  };
  // In one pass, so that nothing that the pipeline says is taken for a place in the template.
  return readFileSync(assetPath('report/page.html'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name]);
}

function facts({ durationSeconds, commandSeconds, waitingSeconds, ownSeconds, executions, startedAt, pipeline, run }: RehearsalReport): string {
  const started = `<time datetime="${escapeText(startedAt)}">${escapeText(startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time>`;
  const all: Record<string, string> = {
    'Duration': duration(durationSeconds),
    'Commands of builds': duration(commandSeconds),
    ...(waitingSeconds > 0 && { 'Waiting for approvals': duration(waitingSeconds) }),
    'The rehearsal itself': duration(ownSeconds),
    'Started': started,
    ...(executions.length > 1 && { Executions: String(executions.length) }),
    'Stack': bdi(pipeline.stack),
    'Run': bdi(run),
    ...(pipeline.executionMode !== undefined && { 'Execution mode': escapeText(describeExecutionMode(pipeline.executionMode)) }),
  };
  return Object.entries(all).map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('');
}

/** How many actions of the execution that counts ended how. */
function counts({ executions }: RehearsalReport): string {
  const statuses = (executions.at(-1)?.stages ?? []).flatMap((stage) => stage.actions.map(({ status }) => status));
  const order: ActionStatus[] = ['failed', 'withheld', 'interrupted', 'notExecuted', 'skipped', 'succeeded'];
  const items = order.map((status) => [status, statuses.filter((one) => one === status).length] as const).filter(([, count]) => count > 0)
    .map(([status, count]) => `<li>${badge(status, `${count} `)}</li>`);
  return items.length === 0 ? '' : `<ul class="counts" aria-label="Actions">${items.join('')}</ul>`;
}

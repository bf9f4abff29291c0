import { changesInDetails, changesInPicture } from './html-changes';
import { badge, bdi, duration, log, paragraphs, symbol, words } from './html-parts';
import { hasStageDetails, stageDetails, stageEntry, stageExit } from './html-stage';
import type { LogOf } from './log-tail';
import { notRun } from './not-run';
import type { ActionReport, ExecutionReport, RehearsalReport, StageReport } from './report';
import { reuseOf } from './reuse-words';
import { describeReport } from '../codebuild/test-reports';

/** One execution: the pipeline's picture, what did not run in it, and what its actions have to say. */
export function renderExecution(execution: ExecutionReport, report: RehearsalReport, logOf: LogOf): string {
  return [
    `<section aria-labelledby="execution-${execution.number}">`,
    `<h2 id="execution-${execution.number}">${titleOf(execution, report)}</h2>`,
    `<ol class="flow">${execution.stages.map((stage, index) => picture(stage, idOf(execution, index))).join('\n')}</ol>`,
    lane(execution, report),
    details(execution, logOf),
    '</section>',
  ].filter(Boolean).join('\n');
}

function titleOf({ number }: ExecutionReport, { executions }: RehearsalReport): string {
  if (executions.length === 1) {
    return 'The pipeline';
  }
  const start = number === 1 ? 'first start' : `restart ${number - 1}, after the pipeline had changed itself`;
  return `Execution ${number} of ${executions.length}: ${start}${number === executions.length ? '; this one counts' : ''}`;
}

function idOf({ number }: ExecutionReport, stage: number): string {
  return `e${number}-s${stage + 1}`;
}

function picture(stage: StageReport, id: string): string {
  const steps = new Set(stage.actions.map(({ runOrder }) => runOrder)).size > 1;
  const actions = stage.actions.map((action, index) => {
    const opens = steps && action.runOrder !== stage.actions[index - 1]?.runOrder;
    return `${opens ? `<li class="step">Step ${action.runOrder}</li>` : ''}${pictured(action, `${id}-a${index + 1}`)}`;
  });
  const closed = stage.transition === 'disabled' ? ' closed' : '';
  const notes = hasStageDetails(stage) ? '' : paragraphs('note', stage.remarks);
  return `<li class="stage ${stage.status}${closed}"><h3 class="name">${bdi(stage.name)}</h3>`
    + `<p class="summary"><span class="status">${symbol(stage.status)} ${words(stage.status)}</span>${time(stage)}</p>`
    + `${stageEntry(stage, id)}<ul>${actions.join('')}</ul>${stageExit(stage, id)}${notes}</li>`;
}

function pictured(action: ActionReport, id: string): string {
  const name = hasDetails(action) ? `<a href="#${id}">${bdi(action.name)}</a>` : bdi(action.name);
  const reused = action.reused ? ' · reused' : '';
  return `<li class="${action.status}"><span class="name">${symbol(action.status)}${name}</span>`
    + `<span class="result"><span class="status">${words(action.status)}${reused}</span>${time(action)}</span>${changesInPicture(action.changes)}</li>`;
}

function time({ status, durationSeconds }: { readonly status: string; readonly durationSeconds: number }): string {
  return status === 'skipped' ? '' : ` · <span class="time">${duration(durationSeconds)}</span>`;
}

/** What was not executed has a place of its own: it must be seen as neither passed nor failed. */
function lane(execution: ExecutionReport, report: RehearsalReport): string {
  const groups = notRun(execution, report);
  if (groups.length === 0) {
    return '';
  }
  const items = groups.map(({ status, reason, actions }) =>
    `<li>${badge(status)}<p class="remark">${bdi(reason)}</p>`
    + `<ul class="names">${actions.map((name) => `<li>${bdi(name)}</li>`).join('')}</ul></li>`);
  return `<h3>Not executed, and why</h3>\n<ul class="lane">${items.join('\n')}</ul>`;
}

function hasDetails({ changes, log: path, remarks, reasons, status }: ActionReport): boolean {
  return path !== undefined || changes !== undefined || remarks.length > 0 || (reasons.length > 0 && status !== 'notExecuted');
}

function details(execution: ExecutionReport, logOf: LogOf): string {
  const entries = execution.stages.flatMap((stage, stageIndex) => [
    hasStageDetails(stage) ? stageDetails(stage, idOf(execution, stageIndex)) : '',
    ...stage.actions.map((action, index) => hasDetails(action) ? detail(stage, action, `${idOf(execution, stageIndex)}-a${index + 1}`, logOf) : ''),
  ]);
  const some = entries.filter(Boolean);
  return some.length === 0 ? '' : `<h3>Conditions, actions and their logs</h3>\n${some.join('\n')}`;
}

function detail(stage: StageReport, action: ActionReport, id: string, logOf: LogOf): string {
  return `<article class="entry ${action.status}" id="${id}"><div class="head"><h4>${bdi(stage.name)} / ${bdi(action.name)}</h4>`
    + `${badge(action.status)}<span class="kind">${bdi(action.category)} by ${bdi(action.provider)}</span><span class="time">${duration(action.durationSeconds)}</span></div>`
    + `${paragraphs('reason', action.reasons)}${paragraphs('remark', [...reuseOf(action), ...action.remarks, ...(action.reports ?? []).map(describeReport)])}`
    + `${changesInDetails(action.changes)}${log(action, logOf(action))}</article>`;
}

import { furtherRemarks, symbolOfCondition, wordsOfCondition } from './condition-words';
import { badge, bdi, paragraphs, symbol, words } from './html-parts';
import { escapeText } from './markup';
import type { ActionReport, ConditionReport, StageReport } from './report';

type Outcome = ConditionReport['outcome'];
type RuleReport = ConditionReport['rules'][number];

const COLORS: Readonly<Record<Outcome, string>> = { met: 'succeeded', notMet: 'failed', notEvaluated: 'notExecuted' };
const RULE_OUTCOMES: Readonly<Record<RuleReport['outcome'], Outcome>> = { passed: 'met', failed: 'notMet', notEvaluated: 'notEvaluated' };
const MOMENTS: Readonly<Record<ConditionReport['moment'], string>> = { BeforeEntry: 'Before entry', OnSuccess: 'On success', OnFailure: 'On failure' };
const RESULTS: Readonly<Record<ConditionReport['result'], string>> = { FAIL: 'fail', ROLLBACK: 'roll back', RETRY: 'retry', SKIP: 'skip' };

/** What is drawn between the head of a stage and its actions: whether the run comes in. */
export function stageEntry(stage: StageReport, id: string): string {
  const barrier = stage.transition === 'disabled' ? `<p class="gate withheld">${mark('‖')}<span class="label">${link(id, 'Transition disabled')}</span></p>` : '';
  return barrier + gates(stage, id, ({ moment }) => moment === 'BeforeEntry') + attempts(stage, id) + gates(stage, id, (condition) => causedRetry(stage, condition));
}

/** What is drawn below the actions of a stage: how the run comes out. */
export function stageExit(stage: StageReport, id: string): string {
  return gates(stage, id, (condition) => condition.moment !== 'BeforeEntry' && !causedRetry(stage, condition))
    + (stage.rollback ? `<p class="gate withheld">${mark('↶')}<span class="label">${link(id, 'Rollback')}</span><span class="then">${target(stage.rollback)}</span></p>` : '');
}

/** Whether there is more to say about a stage than its actions say. */
export function hasStageDetails({ conditions, earlierAttempts, rollback, transition }: StageReport): boolean {
  return [conditions, earlierAttempts, rollback, transition].some((part) => part !== undefined);
}

/** How a stage's conditions came out, rule by rule, and what followed. */
export function stageDetails(stage: StageReport, id: string): string {
  const earlier = (stage.earlierAttempts ?? []).map((actions, index) =>
    `<div class="part"><p class="head"><strong>Attempt ${index + 1}</strong></p><ul class="rules">${actions.map(attempted).join('')}</ul></div>`);
  return `<article class="entry ${stage.status}" id="${id}"><div class="head"><h4>${bdi(stage.name)}</h4>${badge(stage.status)}`
    + `<span class="kind">${stage.conditions ? 'Conditions of the stage' : 'The stage'}</span></div>`
    + `${(stage.conditions ?? []).map(conditionDetails).join('')}${earlier.join('')}${paragraphs('remark', furtherRemarks(stage))}</article>`;
}

function gates({ conditions = [] }: StageReport, id: string, isHere: (condition: ConditionReport) => boolean): string {
  return conditions.filter(isHere).map(({ moment, outcome, result }) =>
    `<p class="gate ${COLORS[outcome]}">${mark(symbolOfCondition(outcome))}<span class="label">${link(id, MOMENTS[moment])}</span>`
    + `<span class="then"><span class="status">${wordsOfCondition(outcome)}</span>${outcome === 'notMet' ? ` → ${RESULTS[result]}` : ''}</span></p>`).join('');
}

/** It belongs to the attempt that failed, not to the one whose actions are shown below it. */
function causedRetry({ earlierAttempts }: StageReport, { moment }: ConditionReport): boolean {
  return earlierAttempts !== undefined && moment === 'OnFailure';
}

function attempts({ earlierAttempts = [] }: StageReport, id: string): string {
  return earlierAttempts.map((actions, index) => {
    const ended = actions.filter(({ status }) => !['succeeded', 'notExecuted', 'skipped'].includes(status));
    const which = ended.map(({ name, status }) => `${bdi(name)} ${words(status)}`).join(', ');
    return `<p class="gate failed">${mark('↻')}<span class="label">${link(id, `Attempt ${index + 1}`)}</span><span class="then">${which}, retried</span></p>`;
  }).join('');
}

function conditionDetails({ moment, outcome, result, rules }: ConditionReport): string {
  const head = `<p class="head"><strong>${MOMENTS[moment]}</strong><span class="status badge ${COLORS[outcome]}">${mark(symbolOfCondition(outcome))} ${wordsOfCondition(outcome)}</span>`
    + `<span class="kind">if not met: ${RESULTS[result]}</span></p>`;
  return `<div class="part">${head}<ul class="rules">${rules.map(rule).join('')}</ul></div>`;
}

function rule({ name, provider, outcome, reason }: RuleReport): string {
  const of = RULE_OUTCOMES[outcome];
  return `<li class="${COLORS[of]}">${mark(symbolOfCondition(of))}<span><strong>${bdi(name)}</strong> <span class="kind">${bdi(provider)}</span><br>${escapeText(reason)}</span></li>`;
}

function attempted({ name, status, reasons }: ActionReport): string {
  const why = reasons.length > 0 ? `<br>${escapeText(reasons.join('; '))}` : '';
  return `<li class="${status}">${symbol(status)}<span><strong>${bdi(name)}</strong> <span class="status">${words(status)}</span>${why}</span></li>`;
}

function target({ to }: NonNullable<StageReport['rollback']>): string {
  return to === null ? 'there is no run to go back to' : `to the run ${bdi(to)}`;
}

function link(id: string, text: string): string {
  return `<a href="#${id}">${text}</a>`;
}

function mark(character: string): string {
  return `<span class="symbol" aria-hidden="true">${character}\uFE0E</span>`;
}

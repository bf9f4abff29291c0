import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PipelineApp, trace } from './pipeline-app';
import type { CaseExpectation, PipelineCase } from './pipeline-case';
import type { RehearsalReport } from '../../src/rehearsal';
import { type ActionReport, type ConditionReport, stageStatus } from '../../src/rehearsal/report/report';

/** What a run came to, in the words of an expectation; `Invalid` is about the template and not about a run. */
export type Observation = Required<{ [K in keyof Omit<CaseExpectation, 'Invalid'>]: unknown }>;

/** What has to be observed: whatever is not expected must not be there. */
export function expectedObservation(expectation: CaseExpectation): Observation {
  const { Status, Trace, Stages = {}, Reasons = {}, Conditions = {}, Rollback = {}, Retried = {}, Held = [] } = expectation;
  const { Remarks = {}, Output = {}, Unreported = [] } = expectation;
  return {
    Status,
    Trace,
    Stages,
    Reasons: mapValues(Reasons, (parts) => parts.map((part) => expect.stringContaining(part) as string)),
    Conditions,
    Rollback,
    Retried,
    Held,
    Remarks: mapValues(Remarks, (parts) => expect.arrayContaining(parts.map((part) => expect.stringContaining(part) as string)) as string[]),
    Output,
    Unreported: Object.fromEntries(Unreported.map((text) => [text, 'known to the run, in no report'])),
  };
}

/**
 * What was observed of the last run.
 *
 * @param reports of all runs of the case
 */
export function observe(app: PipelineApp, pipeline: PipelineCase, reports: readonly RehearsalReport[]): Observation {
  const report = reports.at(-1)!;
  const { Remarks = {}, Output = {}, Unreported = [] } = pipeline.Expect as CaseExpectation;
  const stages = report.executions.at(-1)!.stages;
  const actions = stages.flatMap((stage) => stage.actions);
  const runs = reports.map(({ run }) => run);
  return {
    Status: report.status,
    Trace: trace(report),
    Stages: byName(stages, ({ status, actions: own }) => status === stageStatus(own) ? undefined : status),
    Reasons: byName(actions, ({ reasons }) => reasons.length > 0 ? reasons : undefined),
    Conditions: byName(stages, ({ conditions }) => conditions?.map(conditionLine)),
    Rollback: byName(stages, ({ rollback }) => rollback && (rollback.to === null ? 'nothing' : runs.indexOf(rollback.to) + 1)),
    Retried: byName(stages, ({ earlierAttempts }) => earlierAttempts?.map((attempt) => attempt.map(({ name, status }) => `${name}: ${status}`))),
    Held: stages.filter(({ transition }) => transition === 'disabled').map(({ name }) => name),
    Remarks: mapKeys(Remarks, (name) => remarksOf(name, report)),
    Output: mapKeys(Output, (name) => outputOf(app, actions.find((action) => action.name === name))),
    Unreported: Object.fromEntries(Unreported.map((text) => [text, whereabouts(text, app, pipeline)])),
  };
}

function conditionLine({ moment, outcome, result, rules }: ConditionReport): string {
  return `${moment}: ${outcome}, ${result} (${rules.map((rule) => `${rule.provider} ${rule.outcome}`).join(', ')})`;
}

/** @param name of a stage, of an action, or `Stage/Action` where they share a name */
function remarksOf(name: string, report: RehearsalReport): readonly string[] | undefined {
  const { stages } = report.executions.at(-1)!;
  const actions = stages.flatMap((stage) => stage.actions.map((action) => ({ names: [action.name, `${stage.name}/${action.name}`], ...action })));
  const found = [{ names: ['Run'], ...report }, ...stages.map((stage) => ({ names: [stage.name], ...stage })), ...actions].filter(({ names }) => names.includes(name));
  if (found.length > 1) {
    throw new Error(`the remarks of ${name} are those of ${found.length}: write Stage/Action`);
  }
  return found[0]?.remarks;
}

/** Without what the rehearsal writes between the commands; it shows a command of several lines with the further ones indented. */
function outputOf(app: PipelineApp, action: ActionReport | undefined): string | undefined {
  return action?.log && readFileSync(join(app.output, action.log), 'utf8').replace(/^\[rehearsal\] .*\n(?: {4}.*\n)*/gm, '');
}

function whereabouts(text: string, app: PipelineApp, { Source, Run, Template }: PipelineCase): string {
  const known = JSON.stringify([Source, Run, Template]).includes(text);
  const holding = readdirSync(app.output).filter((file) => /^report\./.test(file) && readFileSync(join(app.output, file), 'utf8').includes(text));
  return holding.length > 0 ? `in ${holding.join(', ')}` : known ? 'known to the run, in no report' : 'not known to the run';
}

function byName<T extends { name: string }>(items: readonly T[], value: (item: T) => unknown): Record<string, unknown> {
  const twice = items.find(({ name }, index) => items.findIndex((item) => item.name === name) !== index);
  if (twice) {
    throw new Error(`the case must give its stages and its actions names of their own, got twice: ${twice.name}`);
  }
  return Object.fromEntries(items.map((item) => [item.name, value(item)]).filter(([, found]) => found !== undefined));
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

function mapKeys<R>(values: Readonly<Record<string, unknown>>, map: (key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.keys(values).map((key) => [key, map(key)]));
}

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PipelineApp, trace } from './pipeline-app';
import type { CaseExpectation, PipelineCase } from './pipeline-case';
import type { RehearsalReport } from '../../src/rehearsal';
import { describeReport } from '../../src/rehearsal/codebuild/test-reports';
import { listFiles } from '../../src/rehearsal/host/files';
import { changeLines } from '../../src/rehearsal/report/change-lines';
import { type ActionReport, type ConditionReport, stageStatus } from '../../src/rehearsal/report/report';

/** What a run came to, in the words of an expectation; `Invalid` is about the template and not about a run. */
export type Observation = Required<{ [K in keyof Omit<CaseExpectation, 'Invalid'>]: unknown }>;

const HIDDEN = 'known to the run, nowhere to be read';

/** What has to be observed: whatever is not expected must not be there. */
export function expectedObservation(expectation: CaseExpectation): Observation {
  const { Status, Trace, Stages = {}, Reasons = {}, Conditions = {}, Rollback = {}, Retried = {}, Held = [] } = expectation;
  const { Remarks = {}, Output = {}, Mode = 'SUPERSEDED', Changes = {}, Reports = {}, Written = {}, Unreported = [], Hidden = [] } = expectation;
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
    Mode,
    Changes,
    Reports,
    Written,
    Unreported: Object.fromEntries(Unreported.map((text) => [text, HIDDEN])),
    Hidden: Object.fromEntries(Hidden.map((text) => [text, HIDDEN])),
  };
}

/**
 * What was observed of the last run.
 *
 * @param reports of all runs of the case
 */
export function observe(app: PipelineApp, pipeline: PipelineCase, reports: readonly RehearsalReport[]): Observation {
  const report = reports.at(-1)!;
  const { Remarks = {}, Output = {}, Changes = {}, Unreported = [], Hidden = [] } = pipeline.Expect as CaseExpectation;
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
    Mode: report.pipeline.executionMode,
    Changes: mapKeys(Changes, (name) => changesOf(actions.find((action) => action.name === name), runs)),
    Reports: byName(actions, ({ reports: ofBuild = [] }) => ofBuild.length > 0 ? ofBuild.map(describeReport) : undefined),
    Written: writtenFiles(join(app.output, report.run, 'deployments')),
    Unreported: Object.fromEntries(Unreported.map((text) => [text, whereabouts(text, pipeline, reportTexts(app))])),
    Hidden: Object.fromEntries(Hidden.map((text) => [text, whereabouts(text, pipeline, allTexts(app))])),
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

function changesOf(action: ActionReport | undefined, runs: readonly string[]): readonly string[] | undefined {
  return action?.changes && changeLines(action.changes).map((line) => runs.reduce((text, run, index) => text.replace(run, `run ${index + 1}`), line));
}

function writtenFiles(folder: string): Record<string, string> {
  const files = existsSync(folder) ? listFiles(folder) : [];
  return Object.fromEntries(files.map((file) => [file, file.endsWith('.zip') ? entriesOf(join(folder, file)) : readFileSync(join(folder, file), 'utf8')]));
}

function entriesOf(archive: string): string {
  return spawnSync('python3', ['-c', 'import sys, zipfile\nprint(*sorted(zipfile.ZipFile(sys.argv[1]).namelist()))', archive], { encoding: 'utf8' }).stdout.trim();
}

/** @param texts what could be read by their places */
function whereabouts(text: string, { Source, Run, Template }: PipelineCase, texts: Readonly<Record<string, string>>): string {
  const holding = Object.keys(texts).filter((place) => texts[place].includes(text));
  return holding.length > 0 ? `in ${holding.join(', ')}` : JSON.stringify([Source, Run, Template]).includes(text) ? HIDDEN : 'not known to the run';
}

function reportTexts(app: PipelineApp): Record<string, string> {
  return mapFiles(readdirSync(app.output).filter((file) => /^report\./.test(file)), app);
}

function allTexts(app: PipelineApp): Record<string, string> {
  return { ...mapFiles(listFiles(app.output), app), 'the terminal': app.lines.join('\n') };
}

function mapFiles(files: readonly string[], app: PipelineApp): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(app.output, file), 'utf8')]));
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

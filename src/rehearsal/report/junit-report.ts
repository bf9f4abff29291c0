import type { LogOf } from './log-tail';
import { escapeAttribute, escapeText } from './markup';
import { whyNotRun } from './not-run';
import type { ActionReport, ExecutionReport, RehearsalReport, StageReport } from './report';
import { wordsOf } from './symbols';

interface Counts { readonly tests: number; readonly failures: number; readonly errors: number; readonly skipped: number }

/** The report for CI systems: a stage is a test suite, an action a test case. */
export function renderJUnit(report: RehearsalReport, logOf: LogOf): string {
  const actions = report.executions.flatMap(({ stages }) => stages.flatMap((stage) => stage.actions));
  const suites = report.executions.flatMap((execution) => execution.stages.map((stage) => suite(stage, execution, report, logOf)));
  const silent = report.status !== 'succeeded' && !actions.some(({ status }) => ['failed', 'withheld', 'interrupted'].includes(status));
  const counts = countsOf(actions);
  const totals = silent ? { ...counts, tests: counts.tests + 1, failures: counts.failures + 1 } : counts;
  const head = attributes({ name: `Rehearsal of ${report.pipeline.name}`, ...totals, time: report.durationSeconds, timestamp: report.startedAt });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${head}>`, ...suites, ...(silent ? [wholeRun(report)] : []), '</testsuites>', ''].join('\n');
}

function suite(stage: StageReport, execution: ExecutionReport, report: RehearsalReport, logOf: LogOf): string {
  // The execution that counts has the plain names, so that a CI system recognizes them whether or not the pipeline has restarted.
  const name = execution === report.executions.at(-1) ? stage.name : `${stage.name} (execution ${execution.number})`;
  const cases = stage.actions.map((action) => {
    const head = attributes({ name: action.name, classname: `${report.pipeline.name}.${name}`, time: action.durationSeconds });
    const body = [...result(action, execution, report), ...output(action, logOf)];
    return body.length === 0 ? `    <testcase${head}/>` : [`    <testcase${head}>`, ...body, '    </testcase>'].join('\n');
  });
  const head = attributes({ name, ...countsOf(stage.actions), time: stage.durationSeconds });
  return [`  <testsuite${head}>`, ...cases, '  </testsuite>'].join('\n');
}

function result(action: ActionReport, execution: ExecutionReport, report: RehearsalReport): string[] {
  const { status, reasons, remarks } = action;
  switch (status) {
    case 'succeeded':
      return [];
    case 'notExecuted':
    case 'skipped':
      return [`      <skipped${attributes({ message: whyNotRun(action, execution, report) })}/>`];
    default: {
      const tag = status === 'interrupted' ? 'error' : 'failure';
      const message = reasons.join('; ') || wordsOf(status);
      return [`      <${tag}${attributes({ message, type: wordsOf(status) })}>${escapeText([message, ...remarks].join('\n'))}</${tag}>`];
    }
  }
}

/** What a person needs at a failure; the log of a success is of no interest there. */
function output(action: ActionReport, logOf: LogOf): string[] {
  const tail = action.status === 'failed' ? logOf(action) : undefined;
  const left = tail && tail.leftOut > 0 ? [`(${tail.leftOut} earlier lines are in ${action.log})`] : [];
  return tail ? [`      <system-out>${escapeText([...left, ...tail.lines].join('\n'))}</system-out>`] : [];
}

/** A rehearsal that ends badly although no action does must not look green. */
function wholeRun({ pipeline, status, remarks, durationSeconds }: RehearsalReport): string {
  const failure = attributes({ message: remarks.join('; ') || `the rehearsal was ${status}`, type: status });
  return [
    `  <testsuite${attributes({ name: 'Rehearsal', tests: 1, failures: 1, errors: 0, skipped: 0, time: durationSeconds })}>`,
    `    <testcase${attributes({ name: 'reaches the end of the pipeline', classname: `${pipeline.name}.Rehearsal`, time: durationSeconds })}>`,
    `      <failure${failure}/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

function countsOf(actions: readonly ActionReport[]): Counts {
  const count = (...statuses: ActionReport['status'][]) => actions.filter(({ status }) => statuses.includes(status)).length;
  return { tests: actions.length, failures: count('failed', 'withheld'), errors: count('interrupted'), skipped: count('notExecuted', 'skipped') };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`).join('');
}

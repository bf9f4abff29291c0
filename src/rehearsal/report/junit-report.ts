import { casesOf, JUnitCase, JUnitResult } from './junit-cases';
import type { LogOf } from './log-tail';
import { escapeAttribute, escapeText } from './markup';
import type { ExecutionReport, RehearsalReport, StageReport } from './report';

interface Suite {
  readonly name: string;
  readonly time: number;
  readonly cases: readonly JUnitCase[];
}

/** The report for CI systems: a stage is a test suite; its actions, and what its conditions did, are test cases. */
export function renderJUnit(report: RehearsalReport, logOf: LogOf): string {
  const stages = report.executions.flatMap((execution) => execution.stages.map((stage) => suiteOf(stage, execution, report, logOf)));
  const isSilent = report.status !== 'succeeded' && !stages.some(({ cases }) => cases.some(({ result }) => ['failure', 'error'].includes(result.kind)));
  const suites = isSilent ? [...stages, wholeRun(report)] : stages;
  const counts = countsOf(suites.flatMap(({ cases }) => cases));
  const head = attributes({ name: `Rehearsal of ${report.pipeline.name}`, ...counts, time: report.durationSeconds, timestamp: report.startedAt });
  const body = suites.map((suite) => renderSuite(suite, report.pipeline.name));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${head}>`, ...body, '</testsuites>', ''].join('\n');
}

function suiteOf(stage: StageReport, execution: ExecutionReport, report: RehearsalReport, logOf: LogOf): Suite {
  // The execution that counts has the plain names, so that a CI system recognizes them whether or not the pipeline has restarted.
  const name = execution === report.executions.at(-1) ? stage.name : `${stage.name} (execution ${execution.number})`;
  return { name, time: stage.durationSeconds, cases: casesOf(stage, execution, report, logOf) };
}

/** A rehearsal that ends badly although nothing in it does must not look green. */
function wholeRun({ status, remarks, durationSeconds }: RehearsalReport): Suite {
  const result: JUnitResult = { kind: 'failure', message: remarks.join('; ') || `the rehearsal was ${status}`, type: status, details: [] };
  return { name: 'Rehearsal', time: durationSeconds, cases: [{ name: 'reaches the end of the pipeline', time: durationSeconds, result, output: [] }] };
}

function renderSuite({ name, time, cases }: Suite, pipeline: string): string {
  const rendered = cases.map((one) => {
    const head = attributes({ name: one.name, classname: `${pipeline}.${name}`, time: one.time });
    const body = [...renderResult(one.result), ...(one.output.length > 0 ? [`      <system-out>${escapeText(one.output.join('\n'))}</system-out>`] : [])];
    return body.length === 0 ? `    <testcase${head}/>` : [`    <testcase${head}>`, ...body, '    </testcase>'].join('\n');
  });
  return [`  <testsuite${attributes({ name, ...countsOf(cases), time })}>`, ...rendered, '  </testsuite>'].join('\n');
}

function renderResult(result: JUnitResult): string[] {
  switch (result.kind) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped${attributes({ message: result.message })}/>`];
    default: {
      const { kind, message, type, details } = result;
      return [`      <${kind}${attributes({ message, type })}>${escapeText([message, ...details].join('\n'))}</${kind}>`];
    }
  }
}

function countsOf(cases: readonly JUnitCase[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const count = (kind: JUnitResult['kind']) => cases.filter(({ result }) => result.kind === kind).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`).join('');
}

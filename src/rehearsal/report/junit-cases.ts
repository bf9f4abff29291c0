import { changeLines } from './change-lines';
import { earlierPart, LogOf } from './log-tail';
import { whyNotRun } from './not-run';
import type { ActionReport, ConditionReport, ExecutionReport, RehearsalReport, StageReport } from './report';
import { reuseOf } from './reuse-words';
import { wordsOf } from './symbols';

/** A test case: what it is called, how it came out, and what it has printed. */
export interface JUnitCase {
  readonly name: string;
  readonly time: number;
  readonly result: JUnitResult;
  readonly output: readonly string[];
}

export type JUnitResult =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly message: string }
  | { readonly kind: 'failure' | 'error'; readonly message: string; readonly type: string; readonly details: readonly string[] };

const PASSED: JUnitResult = { kind: 'passed' };

/** The test cases of a stage in the order in which things happened: the way in, earlier attempts, the actions, the way out. */
export function casesOf(stage: StageReport, execution: ExecutionReport, report: RehearsalReport, logOf: LogOf): JUnitCase[] {
  const { conditions = [], earlierAttempts = [] } = stage;
  const isEntry = ({ moment }: ConditionReport) => moment === 'BeforeEntry';
  return [
    ...(stage.transition === 'disabled' ? [transitionCase(stage)] : []),
    ...conditions.filter(isEntry).map((condition) => conditionCase(condition, stage)),
    ...earlierAttempts.flatMap((actions, index) => actions.map((action) => attemptCase(action, index + 1))),
    ...stage.actions.map((action) => actionCase(action, execution, report, logOf)),
    ...conditions.filter((condition) => !isEntry(condition)).map((condition) => conditionCase(condition, stage)),
  ];
}

function actionCase(action: ActionReport, execution: ExecutionReport, report: RehearsalReport, logOf: LogOf): JUnitCase {
  const changes = action.changes ? changeLines(action.changes) : [];
  const output = [...reuseOf(action), ...changes, ...logLines(action, logOf)];
  return { name: action.name, time: action.durationSeconds, result: resultOf(action, execution, report), output };
}

function resultOf(action: ActionReport, execution: ExecutionReport, report: RehearsalReport): JUnitResult {
  const { status, reasons, remarks } = action;
  switch (status) {
    case 'succeeded':
      return PASSED;
    case 'notExecuted':
    case 'skipped':
      return { kind: 'skipped', message: whyNotRun(action, execution, report) };
    default: {
      const kind = status === 'interrupted' ? 'error' : 'failure';
      return { kind, message: reasons.join('; ') || wordsOf(status), type: wordsOf(status), details: remarks };
    }
  }
}

/** An attempt that was retried is no failure of the run: that is what the last attempt decides. */
function attemptCase({ name, status, reasons, durationSeconds }: ActionReport, attempt: number): JUnitCase {
  const message = [wordsOf(status), ...reasons].join(': ');
  const result: JUnitResult = status === 'succeeded' ? PASSED : { kind: 'skipped', message: `${message} (the stage was retried)` };
  return { name: `${name} (attempt ${attempt})`, time: durationSeconds, result, output: [] };
}

/** A condition that is not met is a failure where it ends the run; where it only skips or retries, the run stays green. */
function conditionCase({ moment, outcome, result, rules }: ConditionReport, { status, rollback }: StageReport): JUnitCase {
  const of = (wanted: ConditionReport['rules'][number]['outcome']) => rules.filter((rule) => rule.outcome === wanted)
    .map((rule) => `${rule.provider} ${rule.name}: ${rule.reason}`);
  const named = { name: `condition ${moment}: ${rules.map((rule) => rule.name).join(', ')}`, time: 0, output: [] };
  switch (outcome) {
    case 'met':
      return { ...named, result: PASSED };
    case 'notEvaluated':
      return { ...named, result: { kind: 'skipped', message: `not evaluated: ${of('notEvaluated').join('; ')}` } };
    case 'notMet': {
      const message = `not met: ${of('failed').join('; ')}; result ${result}`;
      const details = rollback ? [rollback.to === null ? 'there is no run to roll back to' : `rolled back to the run ${rollback.to}`] : [];
      const ends = status === 'failed' || status === 'withheld';
      return { ...named, result: ends ? { kind: 'failure', message, type: 'condition not met', details } : { kind: 'skipped', message } };
    }
  }
}

function transitionCase({ name, remarks }: StageReport): JUnitCase {
  const message = remarks.join('; ') || `the transition into ${name} is disabled`;
  return { name: `transition into ${name}`, time: 0, result: { kind: 'failure', message, type: 'transition disabled', details: [] }, output: [] };
}

/** What a person needs at a failure; the log of a success is of no interest there. */
function logLines(action: ActionReport, logOf: LogOf): string[] {
  const tail = action.status === 'failed' ? logOf(action) : undefined;
  const earlier = tail && earlierPart(tail);
  return tail ? [...(earlier === undefined ? [] : [`(${earlier} in ${action.log})`]), ...tail.lines] : [];
}

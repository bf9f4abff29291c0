import type { ActionReport, ExecutionReport, RehearsalReport } from './report';
import { wordsOf } from './symbols';

/** Actions that did not run, for one and the same reason. */
export interface NotRun {
  readonly status: 'notExecuted' | 'skipped';
  readonly reason: string;
  /** As `Stage / Action`. */
  readonly actions: readonly string[];
}

/** What did not run in an execution, by reason. */
export function notRun(execution: ExecutionReport, report: RehearsalReport): NotRun[] {
  const groups = new Map<string, { status: NotRun['status']; reason: string; actions: string[] }>();
  for (const stage of execution.stages) {
    for (const action of stage.actions) {
      if (action.status === 'notExecuted' || action.status === 'skipped') {
        const reason = whyNotRun(action, execution, report);
        const key = `${action.status} ${reason}`;
        groups.set(key, groups.get(key) ?? { status: action.status, reason, actions: [] });
        groups.get(key)!.actions.push(`${stage.name} / ${action.name}`);
      }
    }
  }
  return [...groups.values()];
}

/** Why an action did not run; a skipped one has no reason of its own. */
export function whyNotRun(action: ActionReport, execution: ExecutionReport, report: RehearsalReport): string {
  return action.reasons.join('; ') || (action.status === 'skipped' ? whatEnded(execution, report) : wordsOf(action.status));
}

function whatEnded(execution: ExecutionReport, report: RehearsalReport): string {
  for (const stage of execution.stages) {
    const end = stage.actions.find(({ status }) => ['failed', 'withheld', 'interrupted'].includes(status));
    if (end) {
      return `the run had ended: ${stage.name} / ${end.name}: ${wordsOf(end.status)}`;
    }
  }
  const isLast = execution === report.executions.at(-1);
  return isLast && report.status === 'interrupted' ? 'the rehearsal was stopped' : 'the pipeline had changed itself';
}

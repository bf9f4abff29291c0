import type { ActionReport, ExecutionReport, RehearsalReport, StageReport } from './report';
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
  if (action.reasons.length > 0 || action.status !== 'skipped') {
    return action.reasons.join('; ') || wordsOf(action.status);
  }
  const stage = execution.stages.find((candidate) => candidate.actions.includes(action));
  return stage?.status === 'skipped' && stage.conditions ? `a condition of ${stage.name} skipped it` : whatEnded(execution, report);
}

function whatEnded(execution: ExecutionReport, report: RehearsalReport): string {
  const ends = execution.stages.map(endIn).filter((end) => end !== undefined);
  if (ends.length > 0) {
    return `the run had ended: ${ends[0]}`;
  }
  const isLast = execution === report.executions.at(-1);
  return isLast && report.status === 'interrupted' ? 'the rehearsal was stopped' : 'the pipeline had changed itself';
}

const ENDS = ['failed', 'withheld', 'interrupted'];

/** What ended the run in this stage: an action, the way into the stage, or one of its conditions. */
function endIn({ name, status, transition, actions }: StageReport): string | undefined {
  const end = actions.find((action) => ENDS.includes(action.status));
  if (end) {
    return `${name} / ${end.name}: ${wordsOf(end.status)}`;
  }
  if (transition === 'disabled') {
    return `the transition into ${name} is disabled`;
  }
  return ENDS.includes(status) ? `a condition of ${name}: ${wordsOf(status)}` : undefined;
}

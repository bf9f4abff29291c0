import type { ActionOutcome } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { TimeLimit } from '../codebuild/time-limit';
import { ActionDefinition, isMeant } from '../model/pipeline-definition';
import { rejectionAt } from '../model/stage-listener';

/** 7 days: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const DEFAULT_MINUTES = 7 * 24 * 60;

/** The longest time that a timer of Node.js can wait: 24 days. AWS allows 60. */
const LONGEST_MINUTES = 24 * 24 * 60;

/**
 * A manual approval: waits for the answer of a person or takes the one that was given beforehand.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
 *
 * @param declared with its references to variables, which the report shows in place of their values
 */
export async function runApproval(action: ActionDefinition, context: ExecutionContext, declared: ActionDefinition): Promise<ActionOutcome> {
  const order = context.faults.supersededApprovals.find((name) => isMeant(action, name));
  if (order !== undefined) {
    return { status: 'failed', superseded: true, reasons: [rejection(action, order, context)], remarks: remarksOf(declared) };
  }
  const { timeoutInMinutes = DEFAULT_MINUTES } = action;
  const limit = new TimeLimit(Math.min(timeoutInMinutes, LONGEST_MINUTES), context.signal, () => undefined);
  try {
    const decision = await context.approve(action, limit.signal);
    const remarks = remarksOf(declared);
    if (context.signal.aborted) {
      return { status: 'interrupted' };
    }
    if (limit.exceeded) {
      return { status: 'failed', reasons: [`nobody has answered within ${duration(timeoutInMinutes)}`], remarks };
    }
    return decision.approved
      ? { status: 'succeeded', remarks: [decision.reason, ...remarks] }
      : { status: 'withheld', reasons: [decision.reason], remarks };
  } finally {
    limit.dispose();
  }
}

/** CodePipeline itself lets an older run wait: https://github.com/aws/aws-cdk/issues/13806 */
function rejection(action: ActionDefinition, order: string, { definition }: ExecutionContext): string {
  const { before, target = '' } = rejectionAt(action, definition);
  return `rejected because a newer run has come through ${before}, as ordered by --supersede ${order}: ${target} is called then and rejects it`;
}

function remarksOf({ timeoutInMinutes: minutes, configuration: { CustomData: comment, ExternalEntityLink: link } }: ActionDefinition): string[] {
  return [
    ...comment ? [`what is asked: ${comment}`] : [],
    ...link ? [`what is reviewed: ${link}`] : [],
    ...minutes === undefined ? [] : [`AWS waits ${duration(minutes)} for the answer and then fails the action`],
  ];
}

function duration(minutes: number): string {
  const units = [['days', 1440], ['hours', 60]] as const;
  const [name, length] = units.find(([, size]) => minutes > size && minutes % size === 0) ?? ['minutes', 1];
  return `${minutes / length} ${name}`;
}

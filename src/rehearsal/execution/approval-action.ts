import type { ActionOutcome } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';

/** A manual approval: waits for the answer of a person or takes the one that was given beforehand. */
export async function runApproval(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const wait = action.timeoutInMinutes === undefined ? [] : [`AWS waits ${duration(action.timeoutInMinutes)} for the answer and then fails the action`];
  const decision = await context.approve(action);
  if (context.signal.aborted) {
    return { status: 'interrupted' };
  }
  return decision.approved
    ? { status: 'succeeded', remarks: [decision.reason, ...wait] }
    : { status: 'withheld', reasons: [decision.reason], remarks: wait };
}

function duration(minutes: number): string {
  const units = [['days', 1440], ['hours', 60]] as const;
  const [name, length] = units.find(([, size]) => minutes > size && minutes % size === 0) ?? ['minutes', 1];
  return `${minutes / length} ${name}`;
}

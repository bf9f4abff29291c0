import type { ActionOutcome } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';

/** A manual approval: waits for the answer of a person or takes the one that was given beforehand. */
export async function runApproval(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const decision = await context.approve(action);
  if (context.signal.aborted) {
    return { status: 'interrupted' };
  }
  return decision.approved
    ? { status: 'succeeded', remarks: [decision.reason] }
    : { status: 'withheld', reasons: [decision.reason] };
}

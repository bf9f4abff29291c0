import { ActionOutcome, NotExecutable } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { runJob } from '../lambda/job';
import type { ActionDefinition } from '../model/pipeline-definition';

/** Invokes a function of the cloud assembly; what it tells CodePipeline is the outcome. */
export async function runLambda(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  if (action.outputs.length > 0) {
    throw new NotExecutable(`a function writes its output artifacts (${action.outputs.join(', ')}) to a bucket, which takes AWS`);
  }
  const { failure, variables, remarks, logFile } = await runJob(action, context);
  if (context.signal.aborted) {
    return { status: 'interrupted', logFile };
  }
  return failure === undefined ? { status: 'succeeded', variables, remarks, logFile } : { status: 'failed', reasons: [failure], remarks, logFile };
}

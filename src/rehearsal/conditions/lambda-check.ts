import type { RuleOutcome } from './rule-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import { runJob } from '../lambda/job';
import type { RuleDefinition } from '../model/stage-conditions';

/** Passes if the function succeeds: https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-LambdaInvoke.html */
export async function checkFunction(rule: RuleDefinition, context: ExecutionContext): Promise<RuleOutcome> {
  const { failure } = await runJob(rule, context);
  return failure === undefined ? { outcome: 'passed', reason: 'the function has succeeded' } : { outcome: 'failed', reason: failure };
}

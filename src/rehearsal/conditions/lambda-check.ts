import type { RuleOutcome } from './rule-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import { runJob } from '../lambda/job';
import type { RuleDefinition } from '../model/stage-conditions';

/** Passes if the function succeeds: https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-LambdaInvoke.html */
export async function checkFunction(
  { name, inputs }: RuleDefinition, stage: string, configuration: Readonly<Record<string, string>>, context: ExecutionContext,
): Promise<RuleOutcome> {
  // An action of the same name has a log of its own.
  const { failure, remarks } = await runJob({ stage, name: `condition.${name}`, configuration, inputs }, context);
  const reason = [failure ?? 'the function has succeeded', ...remarks].join('; ');
  return { outcome: failure === undefined ? 'passed' : 'failed', reason };
}

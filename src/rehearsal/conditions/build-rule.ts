import type { RuleOutcome } from './rule-outcome';
import type { ActionOutcome } from '../execution/action-outcome';
import { runCodeBuild } from '../execution/build-action';
import { runCommands } from '../execution/commands-action';
import type { ExecutionContext } from '../execution/execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';
import type { RuleDefinition } from '../model/stage-conditions';

/**
 * Evaluates a rule that runs a build: it passes if the build succeeds.
 *
 * @param configuration of the rule, with its references resolved
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-Commands.html
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CodeBuild.html
 */
export async function evaluateBuildRule(
  rule: RuleDefinition, stage: string, configuration: Readonly<Record<string, string>>, context: ExecutionContext,
): Promise<RuleOutcome> {
  const action = actionOf(rule, stage, configuration);
  const outcome = await (rule.provider === 'Commands' ? runCommands(action, context) : runCodeBuild(action, context));
  const log = outcome.logFile === undefined ? '' : `; log: ${context.folders.inReport(outcome.logFile)}`;
  return { outcome: OUTCOMES[outcome.status], reason: `${outcome.reasons?.join('; ') || outcome.status}${log}` };
}

const OUTCOMES: Readonly<Record<ActionOutcome['status'], RuleOutcome['outcome']>> = {
  succeeded: 'passed',
  failed: 'failed',
  notExecuted: 'notEvaluated',
  withheld: 'notEvaluated',
  skipped: 'notEvaluated',
  interrupted: 'notEvaluated',
};

/** A rule is built like an action that makes nothing. */
function actionOf(rule: RuleDefinition, stage: string, configuration: Readonly<Record<string, string>>): ActionDefinition {
  return {
    stage,
    // An action of the same name has a log of its own.
    name: `condition.${rule.name}`,
    category: 'Rule',
    provider: rule.provider,
    runOrder: 1,
    configuration,
    inputs: rule.inputs,
    outputs: [],
    ...(rule.provider === 'Commands' && { compute: { commands: rule.commands, variables: [], outputVariables: [], outputFiles: {} } }),
  };
}

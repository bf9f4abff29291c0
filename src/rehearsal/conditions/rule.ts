import { evaluateBuildRule } from './build-rule';
import { checkDeploymentWindow } from './deployment-window';
import { checkFunction } from './lambda-check';
import type { RuleOutcome } from './rule-outcome';
import { checkVariable } from './variable-check';
import { ActionFailure, NotExecutable } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import type { RuleDefinition } from '../model/stage-conditions';

/** Evaluates one rule, as far as it can be evaluated on this machine. */
export async function evaluateRule(rule: RuleDefinition, stage: string, context: ExecutionContext): Promise<RuleOutcome> {
  try {
    const resolved = Object.entries(rule.configuration).map(([key, value]) => [key, context.variables.resolve(value)]);
    return await evaluate(rule, stage, Object.fromEntries(resolved) as Record<string, string>, context);
  } catch (error) {
    if (error instanceof NotExecutable) {
      return { outcome: 'notEvaluated', reason: error.message };
    }
    if (error instanceof ActionFailure) {
      return { outcome: 'failed', reason: error.message };
    }
    throw error;
  }
}

function evaluate(
  rule: RuleDefinition, stage: string, configuration: Record<string, string>, context: ExecutionContext,
): RuleOutcome | Promise<RuleOutcome> {
  switch (rule.provider) {
    case 'CloudWatchAlarm':
      return context.alarms.isInAlarm(configuration.AlarmName)
        ? { outcome: 'failed', reason: `the alarm ${configuration.AlarmName} is in ALARM, as ordered by --alarm` }
        : { outcome: 'passed', reason: `the alarm ${configuration.AlarmName} is taken to be OK` };
    case 'Commands':
    case 'CodeBuild':
      return evaluateBuildRule(rule, stage, configuration, context);
    case 'DeploymentWindow':
      return checkDeploymentWindow(configuration, context.clock.now());
    case 'LambdaInvoke':
      return checkFunction(rule, stage, configuration, context);
    case 'VariableCheck':
      return checkVariable(rule.configuration, configuration);
    default:
      return { outcome: 'notEvaluated', reason: `the rule ${rule.provider} has no stand-in on this machine` };
  }
}

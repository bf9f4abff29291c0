import type { ConditionDefinition, StageConditions } from '../model/stage-conditions';

const RULES_THAT_SKIP = ['LambdaInvoke', 'VariableCheck'];

/**
 * What AWS's documentation rules out about the conditions of a stage although CloudFormation's schema lets it pass, as
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html#stage-conditions-considerations has it.
 * An update of such a pipeline may be refused; a rehearsal shows what the template asks for.
 */
export function describeConditionLimits({ beforeEntry, onSuccess, onFailure, retryConfigured }: StageConditions): string[] {
  const limits = [
    ...[...beforeEntry, ...onSuccess, ...onFailure].flatMap(resultLimits),
    ...onFailure.length > 0 && (retryConfigured || onFailure.some(({ result }) => result === 'RETRY')) ? ['an automatic retry together with conditions OnFailure'] : [],
  ];
  return [...new Set(limits)].map((limit) => `AWS documents no support for ${limit}: it may refuse this stage`);
}

function resultLimits({ moment, result, rules }: ConditionDefinition): string[] {
  if (moment === 'OnFailure' && result === 'SKIP') {
    return [`the result ${result} of a condition ${moment}`];
  }
  const others = result === 'SKIP' ? rules.filter((rule) => !RULES_THAT_SKIP.includes(rule.provider)) : [];
  return others.map((rule) => `the rule ${rule.provider} in a condition ${moment} with the result SKIP`);
}

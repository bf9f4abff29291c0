import { evaluateRule } from './rule';
import type { ExecutionContext } from '../execution/execution-context';
import type { ConditionDefinition } from '../model/stage-conditions';
import type { ConditionReport } from '../report/report';

/** Evaluates a condition. One failing rule is enough for it not to be met; one that was not evaluated leaves it open. */
export async function evaluateCondition(condition: ConditionDefinition, stage: string, context: ExecutionContext): Promise<ConditionReport> {
  const rules: ConditionReport['rules'][number][] = [];
  for (const rule of condition.rules) {
    const { outcome, reason } = await evaluateRule(rule, stage, context);
    rules.push({ name: rule.name, provider: rule.provider, outcome, reason: context.redaction.redact(reason) });
  }
  const outcomes = rules.map((rule) => rule.outcome);
  const outcome = outcomes.includes('failed') ? 'notMet' as const : outcomes.includes('notEvaluated') ? 'notEvaluated' as const : 'met' as const;
  return { moment: condition.moment, result: condition.result, outcome, rules };
}

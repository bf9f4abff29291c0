import type { ConditionReport, StageReport } from './report';

/** What a person reads of a condition: a line for each rule that has decided it. */
export function describeCondition({ moment, result, outcome, rules }: ConditionReport): string[] {
  const failed = rules.filter((rule) => rule.outcome === 'failed');
  return [
    ...failed.map((rule) => `condition not met: ${moment}: ${rule.provider} ${rule.name}: ${rule.reason}; result ${result}`),
    ...rules.filter((rule) => rule.outcome === 'notEvaluated')
      .map((rule) => `condition not evaluated: ${moment}: ${rule.provider} ${rule.name}: ${rule.reason}`),
    ...outcome === 'met' ? rules.map((rule) => `condition met: ${moment}: ${rule.provider} ${rule.name}: ${rule.reason}`) : [],
  ];
}

/** The remarks of a stage without those that only repeat its conditions, for where these are shown themselves. */
export function furtherRemarks({ remarks, conditions = [] }: StageReport): string[] {
  const repeated = new Set(conditions.flatMap(describeCondition));
  return remarks.filter((remark) => !repeated.has(remark));
}

const OUTCOMES: Readonly<Record<ConditionReport['outcome'], readonly [string, string]>> = {
  met: ['✔', 'met'],
  notMet: ['✖', 'not met'],
  notEvaluated: ['○', 'not evaluated'],
};

export function symbolOfCondition(outcome: ConditionReport['outcome']): string {
  return OUTCOMES[outcome][0];
}

export function wordsOfCondition(outcome: ConditionReport['outcome']): string {
  return OUTCOMES[outcome][1];
}

/** A rule as CloudFormation writes it. */
export function rule(provider: string, configuration: Record<string, unknown> = {}, name = 'Check') {
  return { Name: name, RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: provider, Version: '1' }, Configuration: configuration };
}

/** A condition with its result. */
export function condition(result: string, ...rules: ReturnType<typeof rule>[]) {
  return { Conditions: [{ Result: result, Rules: rules }] };
}

export const ALARM = rule('CloudWatchAlarm', { AlarmName: 'Errors' });
/** A variable check that holds or does not. */
export const PASSES = rule('VariableCheck', { Variable: 'a', Operator: 'EQ', Value: 'a' });
export const FAILS = rule('VariableCheck', { Variable: 'a', Operator: 'NE', Value: 'a' });

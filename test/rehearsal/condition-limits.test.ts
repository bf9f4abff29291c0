import { describeConditionLimits } from '../../src/rehearsal/conditions/condition-limits';
import { conditionsOf } from '../../src/rehearsal/model/stage-conditions';
import { condition, rule } from '../support/conditions';

const limitsOf = (stage: Record<string, unknown>) => describeConditionLimits(conditionsOf(stage));

describe('what AWS documents no support for', () => {
  test.each([
    ['BeforeEntry', 'FAIL', 'CloudWatchAlarm'],
    ['BeforeEntry', 'SKIP', 'VariableCheck'],
    ['BeforeEntry', 'SKIP', 'LambdaInvoke'],
    ['OnSuccess', 'FAIL', 'DeploymentWindow'],
    ['OnSuccess', 'ROLLBACK', 'CloudWatchAlarm'],
    ['OnFailure', 'ROLLBACK', 'LambdaInvoke'],
  ])('is not a condition %s with the result %s and the rule %s', (moment, result, provider) => {
    expect(limitsOf({ [moment]: condition(result, rule(provider)) })).toEqual([]);
  });

  test('is not an automatic retry or rollback without a condition', () => {
    expect(limitsOf({ OnFailure: { Result: 'RETRY', RetryConfiguration: { RetryMode: 'ALL_ACTIONS' } } })).toEqual([]);
    expect(limitsOf({ OnFailure: { Result: 'ROLLBACK' } })).toEqual([]);
  });

  test('is a condition OnFailure with the result SKIP', () => {
    expect(limitsOf({ OnFailure: condition('SKIP', rule('VariableCheck')) })).toEqual(['AWS documents no support for the result SKIP of a condition OnFailure: it may refuse this stage']);
  });

  test('is a rule that cannot skip a stage, however often it is there', () => {
    expect(limitsOf({ BeforeEntry: condition('SKIP', rule('CloudWatchAlarm'), rule('VariableCheck'), rule('CloudWatchAlarm')) }))
      .toEqual(['AWS documents no support for the rule CloudWatchAlarm in a condition BeforeEntry with the result SKIP: it may refuse this stage']);
  });

  test('is an automatic retry beside a condition on failure', () => {
    const onFailure = { ...condition('ROLLBACK', rule('CloudWatchAlarm')), RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' } };
    expect(limitsOf({ OnFailure: onFailure })).toEqual(['AWS documents no support for an automatic retry together with conditions OnFailure: it may refuse this stage']);
  });
});

import { aws_codepipeline as codepipeline } from 'aws-cdk-lib';

/**
 * Lets a stage be entered only where a variable is `true`; otherwise the run goes on behind it.
 *
 * @param name of the rule, such as `HasChanges`
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
 */
export function skippedUnless(name: string, variable: string): codepipeline.Conditions {
  const configuration = { Variable: variable, Value: 'true', Operator: 'EQ' };
  return {
    conditions: [{ result: codepipeline.Result.SKIP, rules: [new codepipeline.Rule({ name, provider: 'VariableCheck', version: '1', configuration })] }],
  };
}

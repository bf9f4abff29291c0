import { aws_codepipeline as codepipeline } from 'aws-cdk-lib';

/**
 * Lets nobody be asked where nothing changes.
 *
 * @param hasChanges the variable that says so
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
 */
export function unchangedIsSkipped(hasChanges: string): codepipeline.Conditions {
  const configuration = { Variable: hasChanges, Value: 'true', Operator: 'EQ' };
  return {
    conditions: [{ result: codepipeline.Result.SKIP, rules: [new codepipeline.Rule({ name: 'HasChanges', provider: 'VariableCheck', version: '1', configuration })] }],
  };
}

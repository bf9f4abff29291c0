import { aws_codepipeline as codepipeline } from 'aws-cdk-lib';
import { isDeployment } from './environment-stage-names';
import { gateDocuments } from './gate-documents';
import { DeploymentEnvironment, FailureReactionType, GateResult, GateType, VariableOperator } from '../../../../blueprint';
import type { VariableCheckDocument } from '../../../../blueprint/private/gate-document';

const { ALL_ACTIONS, FAILED_ACTIONS } = codepipeline.RetryMode;

/**
 * What must hold before a stage of an environment is entered.
 *
 * CodePipeline takes one condition before a stage. Where checks of variables fail a run and the stage's own condition skips it, only that
 * one stands: the checks have stood before the stages that came earlier, and a run's variables do not change.
 *
 * @param own the condition of this stage alone
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_BeforeEntryConditions.html
 */
export function entryConditions(environment: DeploymentEnvironment, own?: codepipeline.Conditions): codepipeline.Conditions | undefined {
  const checks = gateDocuments<VariableCheckDocument>(environment, GateType.VARIABLE_CHECK);
  const [ownCondition] = own?.conditions ?? [];
  if (checks.length === 0) {
    return own;
  }
  const result = checks[0].otherwise === GateResult.SKIP ? codepipeline.Result.SKIP : codepipeline.Result.FAIL;
  if (ownCondition && ownCondition.result !== result) {
    return own;
  }
  return { conditions: [{ result, rules: [...checks.map(variableRule), ...(ownCondition?.rules ?? [])] }] };
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html */
function variableRule({ variable, value, operator }: VariableCheckDocument, index: number): codepipeline.Rule {
  const configuration = { Variable: `#{variables.${variable}}`, Value: value, Operator: operator ?? VariableOperator.EQUALS };
  return new codepipeline.Rule({ name: `VariableCheck${index + 1}`, provider: 'VariableCheck', version: '1', configuration });
}

/**
 * What follows when a stage fails. Only a stage that holds the whole deployment can go back: the others would stay as they are.
 *
 * @param canRollBack whether the pipeline knows rollbacks
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureConditions.html
 */
export function failureConditions(
  { name, onFailure: { type, failedActionsOnly } }: DeploymentEnvironment, stageName: string, canRollBack: boolean,
): codepipeline.FailureConditions | undefined {
  if (!isDeployment(stageName)) {
    return undefined;
  }
  switch (type) {
    case FailureReactionType.ROLLBACK:
      return canRollBack && stageName === name ? { result: codepipeline.Result.ROLLBACK } : undefined;
    case FailureReactionType.RETRY:
      return { result: codepipeline.Result.RETRY, retryMode: failedActionsOnly ? FAILED_ACTIONS : ALL_ACTIONS };
    case FailureReactionType.STOP:
      return undefined;
  }
}

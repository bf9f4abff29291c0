import { isObject } from './intrinsics';
import { list, text, textList } from './template-values';

/** When the conditions of a stage are evaluated; the names are CloudFormation's. */
export type ConditionMoment = 'BeforeEntry' | 'OnSuccess' | 'OnFailure';

/** What happens when a condition is not met. */
export type ConditionResult = 'FAIL' | 'ROLLBACK' | 'RETRY' | 'SKIP';

export interface RuleDefinition {
  readonly name: string;
  /** `CloudWatchAlarm`, `DeploymentWindow`, `VariableCheck`, `LambdaInvoke`, `Commands` or `CodeBuild`. */
  readonly provider: string;
  readonly configuration: Readonly<Record<string, string>>;
  /** The shell commands of the rule `Commands`. */
  readonly commands: readonly string[];
  readonly inputs: readonly string[];
}

/** Met if all of its rules pass. */
export interface ConditionDefinition {
  readonly moment: ConditionMoment;
  readonly result: ConditionResult;
  readonly rules: readonly RuleDefinition[];
}

/** The conditions of a stage. */
export interface StageConditions {
  readonly beforeEntry: readonly ConditionDefinition[];
  readonly onSuccess: readonly ConditionDefinition[];
  readonly onFailure: readonly ConditionDefinition[];
  /** What a failure leads to without any condition. */
  readonly failureResult?: ConditionResult;
  /** Whether an automatic retry is asked for. */
  readonly retryConfigured: boolean;
  /** Which actions an automatic retry runs again. */
  readonly retryMode: 'FAILED_ACTIONS' | 'ALL_ACTIONS';
}

/** Reads the conditions of a stage, whose intrinsic functions are resolved. */
export function conditionsOf(stage: Record<string, unknown>): StageConditions {
  const onFailure = isObject(stage.OnFailure) ? stage.OnFailure : {};
  const retry = isObject(onFailure.RetryConfiguration) ? text(onFailure.RetryConfiguration.RetryMode) : undefined;
  const result = text(onFailure.Result) as ConditionResult | undefined;
  return {
    beforeEntry: conditionsAt(stage, 'BeforeEntry', 'FAIL'),
    onSuccess: conditionsAt(stage, 'OnSuccess', 'FAIL'),
    onFailure: conditionsAt(stage, 'OnFailure', result ?? 'FAIL'),
    // A retry may be asked for by its configuration alone.
    failureResult: result ?? (retry ? 'RETRY' : undefined),
    retryConfigured: result === 'RETRY' || retry !== undefined,
    retryMode: retry === 'ALL_ACTIONS' ? 'ALL_ACTIONS' : 'FAILED_ACTIONS',
  };
}

function conditionsAt(stage: Record<string, unknown>, moment: ConditionMoment, otherwise: ConditionResult): ConditionDefinition[] {
  const declared = stage[moment];
  return list(isObject(declared) ? declared.Conditions : undefined).map((condition) => ({
    moment,
    result: (text(condition.Result) ?? otherwise) as ConditionResult,
    rules: list(condition.Rules).map(ruleOf),
  }));
}

function ruleOf(rule: Record<string, unknown>): RuleDefinition {
  const configuration = isObject(rule.Configuration) ? rule.Configuration : {};
  return {
    name: String(rule.Name),
    provider: isObject(rule.RuleTypeId) ? String(rule.RuleTypeId.Provider) : 'unknown',
    configuration: Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, text(value) ?? ''])),
    commands: textList(rule.Commands),
    inputs: list(rule.InputArtifacts).map((artifact) => String(artifact.Name)),
  };
}

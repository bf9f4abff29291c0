import { NAME, stageProblems } from './action-rules';
import type { PipelineDefinition, StageDefinition } from './pipeline-definition';
import type { ConditionDefinition, ConditionResult } from './stage-conditions';

/** What the results of a condition may be: https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html */
const RESULTS: Readonly<Record<ConditionDefinition['moment'], readonly ConditionResult[]>> = {
  BeforeEntry: ['FAIL', 'SKIP'],
  OnSuccess: ['FAIL', 'ROLLBACK'],
  OnFailure: ['FAIL', 'ROLLBACK', 'RETRY', 'SKIP'],
};

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_Condition.html */
const MOST_RULES = 5;

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html */
const COMPUTE_TYPES = [
  ...['SMALL', 'MEDIUM', 'LARGE', 'XLARGE', '2XLARGE'].map((size) => `BUILD_GENERAL1_${size}`),
  ...['1GB', '2GB', '4GB', '8GB', '10GB'].map((size) => `BUILD_LAMBDA_${size}`),
  'ATTRIBUTE_BASED_COMPUTE', 'CUSTOM_INSTANCE_TYPE',
];

const EXECUTION_MODES = ['SUPERSEDED', 'QUEUED', 'PARALLEL'];

/**
 * Everything for which AWS refuses to create the pipeline.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
 */
export function definitionProblems(pipeline: PipelineDefinition): string[] {
  const { stages, executionMode } = pipeline;
  return [
    ...stages.length < 2 ? [`a pipeline must have at least two stages, has ${stages.length}`] : [],
    ...repeated(stages.map(({ name }) => name)).map((name) => `the name of the stage ${name} is given twice`),
    ...stages.filter(({ name }) => !NAME.test(name)).map(({ name }) => `the stage ${name}: a name must match ${NAME.source}`),
    ...stages.flatMap((stage, index) => sourceProblems(stage, index === 0)),
    ...stageProblems(stages),
    ...EXECUTION_MODES.includes(executionMode) ? [] : [`ExecutionMode must be one of ${EXECUTION_MODES.join(', ')}, is ${executionMode}`],
    ...typeProblems(pipeline),
    ...projectProblems(pipeline),
    ...stages.flatMap((stage) => conditionProblems(stage, executionMode)),
  ];
}

function sourceProblems({ name, actions }: StageDefinition, isFirst: boolean): string[] {
  const wrong = actions.filter((action) => (action.category === 'Source') !== isFirst).map((action) => action.name);
  if (actions.length === 0) {
    return [`the stage ${name} must have at least one action`];
  }
  if (wrong.length === 0) {
    return [];
  }
  return [isFirst
    ? `the first stage can have source actions only: ${name} has ${wrong.join(', ')}`
    : `only the first stage can have source actions: ${name} has ${wrong.join(', ')}`];
}

/** CloudFormation takes any text for a compute type; CodeBuild refuses it when the project is made. */
function projectProblems({ projects, stages }: PipelineDefinition): string[] {
  const used = new Set(stages.flatMap(({ actions }) => actions).map(({ configuration }) => configuration.ProjectName));
  return projects.filter(({ name, logicalId }) => used.has(name) || used.has(logicalId))
    .filter(({ computeType }) => computeType !== undefined && !COMPUTE_TYPES.includes(computeType))
    .map(({ logicalId, computeType }) => `the project ${logicalId}: ComputeType must be one of ${COMPUTE_TYPES.join(', ')}, is ${computeType}`);
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-types-planning.html */
function typeProblems({ type, executionMode, hasTriggers, variables, stages }: PipelineDefinition): string[] {
  if (type !== 'V1') {
    return [];
  }
  const needing = [
    ...executionMode === 'SUPERSEDED' ? [] : [`the execution mode ${executionMode}`],
    ...hasTriggers ? ['triggers'] : [],
    ...Object.keys(variables).length > 0 ? ['variables'] : [],
    ...stages.filter((stage) => conditionsOf(stage).length > 0 || stage.conditions.failureResult).map(({ name }) => `the conditions of the stage ${name}`),
    ...stages.flatMap(({ actions }) => actions).filter(({ provider }) => provider === 'Commands').map(({ stage, name }) => `the commands of ${stage} / ${name}`),
  ];
  return needing.map((feature) => `${feature} need a pipeline of type V2, this one is V1`);
}

function conditionProblems(stage: StageDefinition, executionMode: string): string[] {
  const { name, conditions: { failureResult } } = stage;
  const conditions = conditionsOf(stage);
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/execution-modes.html
  const rollsBack = failureResult === 'ROLLBACK' || conditions.some(({ result }) => result === 'ROLLBACK');
  return [
    ...repeated(conditions.map(({ moment }) => moment)).map((moment) => `the stage ${name} can have one condition ${moment}`),
    ...conditions.filter(({ moment, result }) => !RESULTS[moment].includes(result))
      .map(({ moment, result }) => `the stage ${name}: the result of ${moment} must be one of ${RESULTS[moment].join(', ')}, is ${result}`),
    ...conditions.filter(({ rules }) => rules.length === 0 || rules.length > MOST_RULES)
      .map(({ moment, rules }) => `the stage ${name}: the condition ${moment} must have 1 to ${MOST_RULES} rules, has ${rules.length}`),
    ...rollsBack && executionMode === 'PARALLEL' ? [`the stage ${name} cannot be rolled back: the execution mode is PARALLEL`] : [],
  ];
}

function conditionsOf({ conditions: { beforeEntry, onSuccess, onFailure } }: StageDefinition): ConditionDefinition[] {
  return [...beforeEntry, ...onSuccess, ...onFailure];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

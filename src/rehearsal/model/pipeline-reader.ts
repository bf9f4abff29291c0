import { alarmOf } from './alarm-definition';
import { AssemblyStack, CloudAssembly, Template, TemplateResource } from './cloud-assembly';
import { Intrinsics, isObject } from './intrinsics';
import { lambdaFunctionOf } from './lambda-function';
import type { ActionDefinition, BuildVariable, CodeBuildProject, ComputeDefinition, PipelineDefinition, StageDefinition } from './pipeline-definition';
import { conditionsOf } from './stage-conditions';
import { stageHoldsOf } from './stage-hold';
import { stageListenersOf } from './stage-listener';
import { list, text, textList } from './template-values';

const PIPELINE = 'AWS::CodePipeline::Pipeline';
const PROJECT = 'AWS::CodeBuild::Project';
const FUNCTION = 'AWS::Lambda::Function';
const EVENT_RULE = 'AWS::Events::Rule';

/** All pipelines of a cloud assembly. */
export function readPipelines(assembly: CloudAssembly): PipelineDefinition[] {
  const templates = assembly.stacks.map((stack) => ({ stack, template: assembly.template(stack) }));
  const projects = templates.flatMap(({ stack, template }) =>
    resourcesOf(template, PROJECT).map(([logicalId, resource]) => projectOf(logicalId, resource, template, stack)));
  const functions = templates.flatMap(({ stack, template }) =>
    resourcesOf(template, FUNCTION).map(([logicalId, resource]) => lambdaFunctionOf(logicalId, resource, template, stack)));
  const listeners = templates.flatMap(({ stack, template }) =>
    resourcesOf(template, EVENT_RULE).flatMap(([, resource]) => stageListenersOf(resource, template, stack)));
  const alarms = templates.flatMap(({ stack, template }) =>
    Object.entries(template.Resources ?? {}).flatMap(([logicalId, resource]) => alarmOf(logicalId, resource, template, stack) ?? []));
  const holds = templates.flatMap(({ stack, template }) => stageHoldsOf(template, stack));
  const around = { projects, functions, listeners, alarms, holds };
  return templates.flatMap(({ stack, template }) =>
    resourcesOf(template, PIPELINE).map(([logicalId, resource]) =>
      ({ ...pipelineOf(logicalId, resource, template, stack), updatedStacks: assembly.deployedWith(stack), ...around })));
}

function resourcesOf(template: Template, type: string): [string, TemplateResource][] {
  return Object.entries(template.Resources ?? {}).filter(([, resource]) => resource.Type === type);
}

function pipelineOf(
  logicalId: string, resource: TemplateResource, template: Template, stack: AssemblyStack,
): Omit<PipelineDefinition, 'updatedStacks' | 'projects' | 'functions' | 'listeners' | 'alarms' | 'holds'> {
  const properties = new Intrinsics(template, stack).resolve(resource.Properties ?? {}) as Record<string, unknown>;
  return {
    name: text(properties.Name) ?? logicalId,
    logicalId,
    stack,
    type: text(properties.PipelineType),
    executionMode: text(properties.ExecutionMode) ?? 'SUPERSEDED',
    hasTriggers: list(properties.Triggers).length > 0,
    restartsOnUpdate: String(properties.RestartExecutionOnUpdate) === 'true',
    variables: Object.fromEntries(list(properties.Variables).map((variable) => [String(variable.Name), text(variable.DefaultValue)])),
    stages: list(properties.Stages).map((stage) => stageOf(stage, list(properties.DisableInboundStageTransitions))),
    templateText: JSON.stringify(template),
    resourceText: JSON.stringify(resource),
  };
}

function stageOf(stage: Record<string, unknown>, disabled: Record<string, unknown>[]): StageDefinition {
  const name = String(stage.Name);
  const transition = disabled.find((candidate) => candidate.StageName === name);
  return {
    name,
    actions: list(stage.Actions).map((action) => actionOf(name, action)),
    conditions: conditionsOf(stage),
    disabledBecause: transition && (text(transition.Reason) ?? 'no reason given'),
  };
}

function actionOf(stage: string, action: Record<string, unknown>): ActionDefinition {
  const type = isObject(action.ActionTypeId) ? action.ActionTypeId : {};
  const configuration = isObject(action.Configuration) ? action.Configuration : {};
  return {
    stage,
    name: String(action.Name),
    category: String(type.Category),
    provider: String(type.Provider),
    runOrder: Number(action.RunOrder ?? 1),
    namespace: text(action.Namespace),
    roleArn: text(action.RoleArn),
    region: text(action.Region),
    timeoutInMinutes: action.TimeoutInMinutes === undefined ? undefined : Number(action.TimeoutInMinutes),
    configuration: Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, text(value) ?? ''])),
    inputs: list(action.InputArtifacts).map((artifact) => String(artifact.Name)),
    outputs: list(action.OutputArtifacts).map((artifact) => String(artifact.Name)),
    ...(type.Provider === 'Commands' && { compute: computeOf(action) }),
  };
}

function computeOf(action: Record<string, unknown>): ComputeDefinition {
  return {
    commands: textList(action.Commands),
    variables: list(action.EnvironmentVariables).map((variable) => buildVariableOf(variable.Name, variable.Type, variable.Value)),
    outputVariables: textList(action.OutputVariables),
    outputFiles: Object.fromEntries(list(action.OutputArtifacts).map((artifact) => [String(artifact.Name), textList(artifact.Files)])),
  };
}

function projectOf(logicalId: string, resource: TemplateResource, template: Template, stack: AssemblyStack): CodeBuildProject {
  const properties = new Intrinsics(template, stack).resolve(resource.Properties ?? {}) as Record<string, unknown>;
  const environment = isObject(properties.Environment) ? properties.Environment : {};
  return {
    logicalId,
    name: text(properties.Name) ?? logicalId,
    image: text(environment.Image) ?? '',
    computeType: text(environment.ComputeType),
    encryptionKey: text(properties.EncryptionKey),
    buildspec: isObject(properties.Source) ? text(properties.Source.BuildSpec) : undefined,
    variables: list(environment.EnvironmentVariables).map((variable) => buildVariableOf(variable.Name, variable.Type, variable.Value)),
    keepsCache: keepsCache(isObject(properties.Cache) ? properties.Cache : {}),
    timeoutInMinutes: properties.TimeoutInMinutes === undefined ? undefined : Number(properties.TimeoutInMinutes),
    account: stack.account,
    region: stack.region,
  };
}

/** The paths of a buildspec are cached in S3, or locally in one of the modes. */
function keepsCache(cache: Record<string, unknown>): boolean {
  return cache.Type === 'S3' || (cache.Type === 'LOCAL' && textList(cache.Modes).includes('LOCAL_CUSTOM_CACHE'));
}

/** A variable of a project (`Name`) or of an action's configuration (`name`). */
export function buildVariableOf(name: unknown, type: unknown, value: unknown): BuildVariable {
  return { name: String(name), type: (text(type) ?? 'PLAINTEXT') as BuildVariable['type'], value: text(value) ?? '' };
}

import type { AssemblyStack, Template, TemplateResource } from './cloud-assembly';
import { Intrinsics, isObject } from './intrinsics';
import type { PipelineDefinition } from './pipeline-definition';
import { list, text, textList } from './template-values';

/** A function that EventBridge calls when a stage has succeeded. */
export interface StageListener {
  /** As the rule's target names it; a function of the app by its logical id. */
  readonly target: string;
  /** Undefined are all pipelines of the account. */
  readonly pipelines?: readonly string[];
  /** Undefined are all stages. */
  readonly stages?: readonly string[];
}

const STAGE_EVENTS = 'CodePipeline Stage Execution State Change';

/**
 * What a rule of EventBridge calls when a stage succeeds.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
 */
export function stageListenersOf(resource: TemplateResource, template: Template, stack: AssemblyStack): StageListener[] {
  const { EventPattern: pattern, State, Targets } = new Intrinsics(template, stack).resolve(resource.Properties ?? {}) as Record<string, unknown>;
  if (State === 'DISABLED' || !isObject(pattern) || !textList(pattern['detail-type']).includes(STAGE_EVENTS)) {
    return [];
  }
  const detail = isObject(pattern.detail) ? pattern.detail : {};
  const states = wanted(detail.state);
  if (states && !states.includes('SUCCEEDED')) {
    return [];
  }
  const pipelines = wanted(detail.pipeline) ?? wanted(pattern.resources)?.map((arn) => arn.split(':').at(-1)!);
  return list(Targets).map((target) => ({ target: (text(target.Arn) ?? '').replace(/\.Arn$/, ''), pipelines, stages: wanted(detail.stage) }));
}

function wanted(values: unknown): string[] | undefined {
  return Array.isArray(values) ? textList(values) : undefined;
}

/** How an older run is taken out of an approval: by the function that hears of the success of the stage before, if there is one. */
export function rejectionAt(
  approval: { readonly stage: string }, definition: Pick<PipelineDefinition, 'name' | 'stages' | 'listeners'>,
): { readonly before: string; readonly target?: string } {
  const { stages } = definition;
  // A pipeline begins with its sources, so that there is a stage before.
  const before = stages[stages.findIndex(({ name }) => name === approval.stage) - 1].name;
  return { before, target: listenerTo(before, definition)?.target };
}

/** The function that hears of the success of a stage, if there is one. */
export function listenerTo(
  stage: string, { name, listeners }: { readonly name: string; readonly listeners: readonly StageListener[] },
): StageListener | undefined {
  return listeners.find(({ pipelines = [name], stages = [stage] }) => pipelines.includes(name) && stages.includes(stage));
}

import { pipelines, region_info as regions, Stack } from 'aws-cdk-lib';
import { Count, countOf } from './count';
import type { DeliveryPipeline } from '../approvals/delivery-pipeline';
import { LARGEST_STAGE } from '../largest-stage';
import { OrderingStep } from '../ordering-step';

/** Source and Build. */
const STAGES_BEFORE_WAVES = 2;

/**
 * What the waves will become, before any of it is rendered: never more than the pipeline has in the end.
 *
 * Names and builds at a time depend on how CDK Pipelines places the actions, and are counted then.
 */
export function plannedCounts(engine: pipelines.CodePipeline, pipeline: DeliveryPipeline): Count[] {
  const first = new Map([['Source and Build', stepsBefore(engine.synth)]]);
  const waves = engine.waves.map((wave) => plannedWave(wave, pipeline)).filter(({ actions }) => actions > 0);
  const stages = waves.reduce((sum, wave) => sum + wave.stages, STAGES_BEFORE_WAVES);
  const actions = new Map([...first, ...waves.map((wave): [string, number] => [`wave ${wave.name}`, wave.actions])]);
  return [
    { limit: 'stages', count: stages, where: `the last for wave ${waves.at(-1)?.name}` },
    countOf('actions', actions),
    ...waves.filter((wave) => wave.stages === 1).map((wave): Count => ({ limit: 'actionsPerStage', count: wave.actions, where: `stage ${wave.name}` })),
    { limit: 'rolePolicyBytes', count: rolesToAssume(engine), where: 'the roles that the pipeline assumes alone' },
  ];
}

interface PlannedWave {
  readonly name: string;
  readonly stages: number;
  readonly actions: number;
}

function plannedWave(wave: pipelines.Wave, pipeline: DeliveryPipeline): PlannedWave {
  const stacks = stacksOf(wave);
  const steps = [
    ...wave.pre, ...wave.post,
    ...wave.stages.flatMap((stage) => [...stage.pre, ...stage.post]),
    ...stacks.flatMap((stack) => [...stack.pre, ...stack.changeSet, ...stack.post]),
  ];
  const ordering = steps.filter((step) => step instanceof OrderingStep).length;
  const leaves = stacks.length + steps.length;
  return {
    name: wave.id,
    // CDK Pipelines fills stage after stage, and counts what becomes no action.
    stages: Math.ceil(leaves / LARGEST_STAGE),
    actions: leaves - ordering + pipeline.preparationsIn(wave.id),
  };
}

/** A step with all that it waits for. */
function stepsBefore(last: pipelines.IFileSetProducer): number {
  const seen = new Set<pipelines.Step>();
  const visit = (step: pipelines.Step) => {
    if (!seen.has(step)) {
      seen.add(step);
      step.dependencies.forEach(visit);
    }
  };
  visit(last as pipelines.Step);
  return seen.size;
}

/** The ARNs that the pipeline's role must name, each in quotes and with a comma. */
function rolesToAssume(engine: pipelines.CodePipeline): number {
  const { partition = 'aws' } = regions.RegionInfo.get(Stack.of(engine).region);
  const roles = new Set(engine.waves.flatMap(stacksOf).flatMap(({ assumeRoleArn }) => assumeRoleArn ?? []));
  return [...roles].reduce((sum, role) => sum + role.replace('${AWS::Partition}', partition).length + 3, 0);
}

function stacksOf(wave: pipelines.Wave): pipelines.StackDeployment[] {
  return wave.stages.flatMap((stage) => stage.stacks);
}

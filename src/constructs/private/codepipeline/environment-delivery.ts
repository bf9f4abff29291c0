import { pipelines, Stage } from 'aws-cdk-lib';
import { CheckInputs, checkStep } from './checks/check-step';
import { OrderingStep } from './ordering-step';
import { EnvironmentStages, stacksOf, StagePlan } from '../environment-stages';

/** The most actions that CDK Pipelines puts into one stage of the pipeline. */
const LARGEST_STAGE = 50;

/** One environment's part of a pipeline: approval, then the stages in their order, then the checks. */
export class EnvironmentDelivery extends EnvironmentStages {
  /** Writes this environment into the pipeline. */
  public build(pipeline: pipelines.CodePipeline, checkInputs: CheckInputs): void {
    const { name, approval, checks } = this.environment;
    const approve = approval.isManual ? [new pipelines.ManualApprovalStep('Approve', { comment: approval.instructions ?? `Release to ${name}?` })] : [];
    const waves = this.waves(approve.length + checks.length);
    waves.forEach((plans, index) => addStages(plans, pipeline.addWave(waves.length === 1 ? name : `${name}.${index + 1}`, {
      pre: index === 0 ? approve : [],
      post: index === waves.length - 1 ? checks.map((check) => checkStep(check, this.environment, this.outputsOf(check), checkInputs)) : [],
    })));
  }

  /**
   * One wave as long as it fits. CDK Pipelines splits a larger one but counts steps that become no actions, so that a
   * stage of ordering steps alone could come out, which CodePipeline refuses. Waves for its groups need no such step.
   */
  private waves(steps: number): StagePlan[][] {
    const stacks = this.plans.flatMap(({ stage }) => stacksOf(stage));
    const orderings = new Set(this.plans.flatMap(({ after }) => after)).size + this.plans.filter(({ after }) => after.length > 0).length;
    return steps + stacks.length + orderings > LARGEST_STAGE ? this.groups : [[...this.plans]];
  }
}

function addStages(plans: readonly StagePlan[], wave: pipelines.Wave): void {
  const known = new Set(plans.map(({ stage }) => stage));
  const waited = new Set(plans.flatMap(({ after }) => after).filter((stage) => known.has(stage)));
  const done = new Map([...waited].map((stage) => [stage, new OrderingStep(`After-${stage.node.id}`)]));
  for (const { stage, after } of plans) {
    const before = after.flatMap((other) => done.get(other) ?? []);
    const finished = done.get(stage);
    wave.stages.push(pipelines.StageDeployment.fromStage(stage, {
      // CDK Pipelines names the pipeline's stage after a lonely stage; the name must not change when a second one joins.
      stageName: plans.length === 1 ? wave.id : stage.stageName,
      pre: before.length === 0 ? [] : [orderingStepAfter(stage, before)],
      post: finished ? [finished] : [],
    }));
  }
}

function orderingStepAfter(stage: Stage, others: OrderingStep[]): OrderingStep {
  const step = new OrderingStep(`Before-${stage.node.id}`);
  others.forEach((other) => step.addStepDependency(other));
  return step;
}

import { pipelines, Stage } from 'aws-cdk-lib';
import type { ApprovalNotice } from './approvals/approval-notice';
import { ApprovalStep } from './approvals/approval-step';
import { EnvironmentReview, ReviewInputs } from './approvals/environment-review';
import { reviewedStacks } from './approvals/reviewed-stacks';
import { approvalStageOf } from './approvals/stage-names';
import { unchangedIsSkipped } from './approvals/unchanged-is-skipped';
import { CheckInputs, checkStep } from './checks/check-step';
import { bakeStep } from './gates/bake-step';
import { LARGEST_STAGE } from './largest-stage';
import { OrderingStep } from './ordering-step';
import { EnvironmentStages, stacksOf, StagePlan } from '../environment-stages';

/** What the environments of a pipeline share. */
export interface DeliveryInputs {
  readonly checks: CheckInputs;
  readonly review: ReviewInputs;
  readonly notice: ApprovalNotice;
}

/** One environment's part of a pipeline: review and approval, then the stages in their order, then the checks and the bake. */
export class EnvironmentDelivery extends EnvironmentStages {
  /** Writes this environment into the pipeline. */
  public build(engine: pipelines.CodePipeline, inputs: DeliveryInputs): void {
    const { name, approval } = this.environment;
    inputs.review.pipeline.guard(this.environment);
    const checks = this.environment.checks.map((check) => checkStep(check, this.environment, this.outputsOf(check), inputs.checks));
    const bake = bakeStep(this.environment, this.plans, inputs.review.pipeline);
    checks.forEach((check) => bake?.addStepDependency(check));
    const last = bake ? [...checks, bake] : checks;
    const review = approval.changeSummary ? new EnvironmentReview(this.environment, reviewedStacks(this.plans), inputs.review) : undefined;
    if (approval.isManual) {
      this.addApproval(engine, inputs, review);
    }
    const fits = this.fits(last.length + (review?.size ?? 0));
    const earlier = review && !fits ? review.addProof(engine) : 0;
    // A wave for each group: CDK Pipelines splits a large one but counts steps that become no actions, so that a stage of
    // ordering steps alone could come out, which CodePipeline refuses. Waves for groups need no such step.
    const waves = fits ? [[...this.plans]] : this.groups;
    waves.forEach((plans, index) => {
      const stageName = waves.length + earlier === 1 ? name : `${name}.${earlier + index + 1}`;
      addStages(plans, engine.addWave(stageName, {
        pre: review && fits ? [review.proofWithin(stageName)] : [],
        post: index === waves.length - 1 ? last : [],
      }));
    });
  }

  private addApproval(engine: pipelines.CodePipeline, { review: { pipeline }, notice }: DeliveryInputs, review?: EnvironmentReview): void {
    const stageName = approvalStageOf(this.environment);
    review?.addReview(engine);
    if (review && this.environment.approval.skipWhenUnchanged) {
      pipeline.enterOnlyIf(stageName, unchangedIsSkipped(review.variables.hasChanges));
    }
    engine.addWave(stageName, { pre: [new ApprovalStep(this.environment, notice, review?.variables)] });
  }

  private fits(steps: number): boolean {
    const stacks = this.plans.flatMap(({ stage }) => stacksOf(stage));
    const orderings = new Set(this.plans.flatMap(({ after }) => after)).size + this.plans.filter(({ after }) => after.length > 0).length;
    return steps + stacks.length + orderings <= LARGEST_STAGE;
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

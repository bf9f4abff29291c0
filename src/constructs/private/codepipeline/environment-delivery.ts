import { pipelines, Stage } from 'aws-cdk-lib';
import { CheckInputs, checkStep } from './checks/check-step';
import { OrderingStep } from './ordering-step';
import { EnvironmentStages } from '../environment-stages';

/** One environment's part of a pipeline: approval, then the stages in their order, then the checks. */
export class EnvironmentDelivery extends EnvironmentStages {
  /** Writes this environment into the pipeline as a wave. */
  public build(pipeline: pipelines.CodePipeline, checkInputs: CheckInputs): void {
    const { name, approval, checks } = this.environment;
    const wave = pipeline.addWave(name, {
      pre: approval.isManual ? [new pipelines.ManualApprovalStep('Approve', { comment: approval.instructions ?? `Release to ${name}?` })] : [],
      post: checks.map((check) => checkStep(check, this.environment, this.outputsOf(check), checkInputs)),
    });
    const waited = new Set(this.plans.flatMap((plan) => plan.after));
    const done = new Map([...waited].map((stage) => [stage, new OrderingStep(`After-${stage.node.id}`)]));
    for (const { stage, after } of this.plans) {
      const finished = done.get(stage);
      wave.stages.push(pipelines.StageDeployment.fromStage(stage, {
        // CDK Pipelines names the pipeline's stage after a lonely stage; the name must not change when a second one joins.
        stageName: this.plans.length === 1 ? name : stage.stageName,
        pre: after.length === 0 ? [] : [orderingStepAfter(stage, after.map((other) => done.get(other)!))],
        post: finished ? [finished] : [],
      }));
    }
  }
}

function orderingStepAfter(stage: Stage, others: OrderingStep[]): OrderingStep {
  const step = new OrderingStep(`Before-${stage.node.id}`);
  others.forEach((other) => step.addStepDependency(other));
  return step;
}

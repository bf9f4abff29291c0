import { pipelines, Stage } from 'aws-cdk-lib';
import { CheckInputs, checkStep } from './checks/check-step';
import { outputsOfCheck } from './checks/stack-outputs';
import { OrderingStep } from './ordering-step';
import { DeploymentEnvironment } from '../../../blueprint';
import { Problems } from '../../../blueprint/private/problems';

interface StagePlan {
  readonly stage: Stage;
  readonly after: readonly Stage[];
}

/** One environment's part of a pipeline: approval, then the stages in their order, then the checks. */
export class EnvironmentDelivery {
  private readonly plans: StagePlan[] = [];

  public constructor(public readonly environment: DeploymentEnvironment) {}

  public get isEmpty(): boolean {
    return this.plans.length === 0;
  }

  /** @throws Error if the stage does not belong into this environment or is there already */
  public add(stage: Stage, after: readonly Stage[]): void {
    const { name, account, regions } = this.environment;
    const problems = new Problems();
    if (stage.account !== account) {
      problems.add('env.account', `must be ${account}, the account of environment ${name}`, stage.account, 'Give the stage env: { account: environment.account, region: … }.');
    }
    if (stage.region === undefined || !regions.includes(stage.region)) {
      problems.add('env.region', `must be one of ${regions.join(', ')}, the regions of environment ${name}`, stage.region, 'Give the stage a region of its environment.');
    }
    if (this.has(stage)) {
      problems.add('the stage', 'must be added once', stage.node.path, 'Remove the second addStage.');
    }
    for (const other of after.filter((candidate) => !this.has(candidate))) {
      problems.add('after', `must name stages that were added to ${name} before`, other.node.path, 'Add that stage first.');
    }
    problems.throwIfAny(`addStage(${name}, ${stage.node.path})`);
    this.plans.push({ stage, after });
  }

  /** Writes this environment into the pipeline as a wave. */
  public build(pipeline: pipelines.CodePipeline, checkInputs: CheckInputs): void {
    const { name, approval, checks } = this.environment;
    const stages = this.plans.map((plan) => plan.stage);
    const wave = pipeline.addWave(name, {
      pre: approval.isManual ? [new pipelines.ManualApprovalStep('Approve', { comment: approval.instructions ?? `Release to ${name}?` })] : [],
      post: checks.map((check) => checkStep(check, this.environment, outputsOfCheck(check, this.environment, stages), checkInputs)),
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

  private has(stage: Stage): boolean {
    return this.plans.some((plan) => plan.stage === stage);
  }
}

function orderingStepAfter(stage: Stage, others: OrderingStep[]): OrderingStep {
  const step = new OrderingStep(`Before-${stage.node.id}`);
  others.forEach((other) => step.addStepDependency(other));
  return step;
}

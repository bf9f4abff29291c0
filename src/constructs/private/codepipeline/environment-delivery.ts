import { CfnOutput, pipelines, Stage } from 'aws-cdk-lib';
import { NODE_RUNTIME } from './build-environment';
import { OrderingStep } from './ordering-step';
import { Check, DeploymentEnvironment } from '../../../blueprint';
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
  public build(pipeline: pipelines.CodePipeline, source: pipelines.IFileSetProducer, variables: Record<string, string>): void {
    const { name, approval, checks } = this.environment;
    const wave = pipeline.addWave(name, {
      pre: approval.isManual ? [new pipelines.ManualApprovalStep('Approve', { comment: approval.instructions ?? `Release to ${name}?` })] : [],
      post: checks.map((check) => this.checkStep(check, source, variables)),
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

  private checkStep(check: Check, source: pipelines.IFileSetProducer, variables: Record<string, string>): pipelines.CodeBuildStep {
    const problems = new Problems();
    const outputs = Object.entries(check.outputs).map(([variable, reference]) => {
      const place = `environments "${this.environment.name}", check "${check.name}", outputs.${variable}`;
      return [variable, this.findOutput(reference, place, problems)];
    });
    problems.throwIfAny('pipeline.json');
    return new pipelines.CodeBuildStep(check.name, {
      input: source,
      commands: check.commands,
      env: variables,
      envFromCfnOutputs: Object.fromEntries(outputs),
      partialBuildSpec: NODE_RUNTIME,
    });
  }

  private findOutput(reference: string, place: string, problems: Problems): CfnOutput | undefined {
    const known = new Map(this.plans.flatMap(({ stage }) => outputsOf(stage).map((output) => [`${this.nameOf(stage)}.${output.node.id}`, output])));
    const output = known.get(reference);
    if (!output) {
      const names = known.size === 0 ? 'no stage of this environment has an output' : `known outputs: ${[...known.keys()].join(', ')}`;
      problems.add(place, 'must name an output of a stage', reference, `Correct it; ${names}.`);
    }
    return output;
  }

  /** A stage's name without its environment, so that one `pipeline.json` line fits the same stage everywhere. */
  private nameOf(stage: Stage): string {
    return stage.node.id.replace(new RegExp(`^${this.environment.name}-`, 'i'), '');
  }
}

function outputsOf(stage: Stage): CfnOutput[] {
  return stage.node.findAll().filter((construct): construct is CfnOutput => construct instanceof CfnOutput);
}

function orderingStepAfter(stage: Stage, others: OrderingStep[]): OrderingStep {
  const step = new OrderingStep(`Before-${stage.node.id}`);
  others.forEach((other) => step.addStepDependency(other));
  return step;
}

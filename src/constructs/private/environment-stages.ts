import { CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { Check, DeploymentEnvironment } from '../../blueprint';
import { outputsOfCheck } from './codepipeline/checks/stack-outputs';
import { DeliveryTags } from './delivery-tags';
import { sharedStackNames } from './stack-names';
import { parallelGroups } from '../../blueprint/private/parallel-groups';
import { Problems } from '../../blueprint/private/problems';

/** A stage and the stages that must be deployed before it. */
export interface StagePlan {
  readonly stage: Stage;
  readonly after: readonly Stage[];
}

/** The stages of one environment, whichever engine delivers them. */
export class EnvironmentStages {
  private readonly _plans: StagePlan[] = [];

  public constructor(public readonly environment: DeploymentEnvironment, private readonly tags: DeliveryTags) {}

  public get isEmpty(): boolean {
    return this._plans.length === 0;
  }

  public get plans(): readonly StagePlan[] {
    return this._plans;
  }

  /** Stages that are deployed together, group after group. */
  public get groups(): StagePlan[][] {
    return parallelGroups(this._plans, ({ after }) => this._plans.filter(({ stage }) => after.includes(stage)));
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
    this.tags.addTo(stage, this.environment);
    this._plans.push({ stage, after: [...after] });
  }

  /**
   * The stack outputs that a check reads, by the variable that carries them.
   *
   * @throws Error that names every output that no stage has
   */
  public outputsOf(check: Check): Record<string, CfnOutput> {
    return outputsOfCheck(check, this.environment, this._plans.map(({ stage }) => stage));
  }

  /** What keeps the environment from being delivered. */
  public validate(): string[] {
    return this.isEmpty
      ? [`environment ${this.environment.name} has no stage. Call addStage for it, or remove it from the blueprint.`]
      : sharedStackNames(this._plans.flatMap(({ stage }) => stacksOf(stage)));
  }

  private has(stage: Stage): boolean {
    return this._plans.some((plan) => plan.stage === stage);
  }
}

/** The stacks that a stage deploys; nested ones are deployed by the stack that holds them. */
export function stacksOf(stage: Stage): Stack[] {
  return stage.node.findAll().filter((construct): construct is Stack => construct instanceof Stack && !construct.nested);
}

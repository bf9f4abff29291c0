import { aws_codepipeline as codepipeline, aws_events as events } from 'aws-cdk-lib';
import { ChangeSetPreparation, Deployment, LaterAction } from './change-set-actions';
import { DeploymentEnvironment } from '../../../../blueprint';
import { environmentOf } from '../gates/environment-stage-names';
import { entryConditions, failureConditions } from '../gates/stage-conditions';

interface Preparation {
  readonly stageName: string;
  readonly changeSet: string;
}

/**
 * A pipeline whose stages can have entry conditions and, for chosen stacks, change sets in the place of deployments.
 *
 * CDK Pipelines knows change sets for all stacks or for none, and adds stages without conditions; it adds both through
 * `addStage`, which is where this pipeline does it differently.
 */
export class DeliveryPipeline extends codepipeline.Pipeline {
  private readonly entryConditions = new Map<string, codepipeline.Conditions>();
  private readonly preparations = new Map<string, Preparation[]>();
  private readonly guarded = new Map<string, DeploymentEnvironment>();

  /** Lets the stages of an environment, which are added later, have its gates and its reaction to failures. */
  public guard(environment: DeploymentEnvironment): void {
    this.guarded.set(environment.name, environment);
  }

  /** Asks for conditions before a stage that is added later. */
  public enterOnlyIf(stageName: string, conditions: codepipeline.Conditions): void {
    this.entryConditions.set(stageName, conditions);
  }

  /**
   * Lets a stage that is added later prepare a change set of a stack before its other actions. The stack is deployed by
   * executing the change set of the name `release`.
   *
   * @param template of the stack, as a path in the assembly
   */
  public prepareChangeSet(template: string, stageName: string, changeSet: string): void {
    this.preparations.set(template, [...this.preparationsOf(template), { stageName, changeSet }]);
  }

  public addStage(options: codepipeline.StageOptions): codepipeline.IStage {
    const stage = super.addStage({ ...options, ...this.conditionsOf(options.stageName) });
    return this.preparations.size === 0 ? stage : new ReviewedStage(stage, this);
  }

  /** Whether a stage can be rolled back: runs in parallel have no earlier one. */
  public get canRollBack(): boolean {
    return (this.node.defaultChild as codepipeline.CfnPipeline).executionMode !== codepipeline.ExecutionMode.PARALLEL;
  }

  private conditionsOf(stageName: string): Pick<codepipeline.StageOptions, 'beforeEntry' | 'onFailure'> {
    const environment = this.guarded.get(environmentOf(stageName));
    const own = this.entryConditions.get(stageName);
    const beforeEntry = environment ? entryConditions(environment, own) : own;
    const onFailure = environment && failureConditions(environment, stageName, this.canRollBack);
    return { ...(beforeEntry && { beforeEntry }), ...(onFailure && { onFailure }) };
  }

  /** The change sets of a stack; none if it is not reviewed. */
  public preparationsOf(template: string): Preparation[] {
    return this.preparations.get(template) ?? [];
  }

  /** Whether a stage prepares change sets. */
  public prepares(stageName: string): boolean {
    return this.preparationsIn(stageName) > 0;
  }

  /** How many change sets a stage prepares. */
  public preparationsIn(stageName: string): number {
    return [...this.preparations.values()].flat().filter((preparation) => preparation.stageName === stageName).length;
  }
}

/** A stage as CDK Pipelines sees it, which puts change sets where the pipeline wants them. */
class ReviewedStage implements codepipeline.IStage {
  public readonly stageName: string;
  public readonly pipeline: codepipeline.IPipeline;
  private readonly prepares: boolean;

  public constructor(private readonly stage: codepipeline.IStage, private readonly owner: DeliveryPipeline) {
    this.stageName = stage.stageName;
    this.pipeline = owner;
    this.prepares = owner.prepares(stage.stageName);
  }

  public get actions(): codepipeline.IAction[] {
    return this.stage.actions;
  }

  public addAction(action: codepipeline.IAction): void {
    if (action.actionProperties.provider !== 'CloudFormation') {
      this.stage.addAction(this.prepares ? new LaterAction(action) : action);
      return;
    }
    const isReviewed = (template: string) => this.owner.preparationsOf(template).length > 0;
    const deployment = new Deployment(action, isReviewed, (action.actionProperties.runOrder ?? 1) + (this.prepares ? 1 : 0));
    this.stage.addAction(deployment);
    for (const { stageName, changeSet } of this.owner.preparationsOf(deployment.template!)) {
      const stage = this.owner.stage(stageName);
      const names = stage.actions.map(({ actionProperties }) => actionProperties.actionName);
      stage.addAction(new ChangeSetPreparation(action, deployment, changeSet, names));
    }
  }

  public onStateChange(name: string, target?: events.IRuleTarget, options?: events.RuleProps): events.Rule {
    return this.stage.onStateChange(name, target, options);
  }
}

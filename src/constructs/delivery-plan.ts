import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { attachCustomSynthesis, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeploymentEnvironment, PipelineBlueprint } from '../blueprint';
import { AddStageOptions } from './multi-account-pipeline';
import { DeliveryTags } from './private/delivery-tags';
import { environmentPlan } from './private/environment-plan';
import { EnvironmentStages } from './private/environment-stages';
import { promotedImagesOf } from './private/image/promoted-image';
import { checkPlanLimits } from './private/plan-limits';
import { planFile } from '../blueprint/private/delivery-plan';

/** What a delivery plan is made from. */
export interface DeliveryPlanProps {
  /** What is delivered where, usually `PipelineBlueprint.fromFile('pipeline.json')`. */
  readonly blueprint: PipelineBlueprint;
}

/**
 * Says which stages are delivered to which environment, and in which order, when something else than CodePipeline delivers.
 *
 * Use it in place of `MultiAccountPipeline` when GitHub Actions is the engine. It makes no resource: it leaves a file for
 * each environment in the cloud assembly, which `cdk-multi-account-pipeline deliver` reads. One plan holds the
 * environments of all branches; each branch's workflow delivers its own.
 */
export class DeliveryPlan extends Construct {
  /** The environments of the blueprint, in order. */
  public readonly environments: DeploymentEnvironment[];

  private readonly blueprint: PipelineBlueprint;
  private readonly deliveries: EnvironmentStages[];

  /**
   * @throws Error if the scope is not the CDK app: the plan belongs to the whole cloud assembly; or if the blueprint asks
   * for what only CodePipeline does: triggers, variables, execution modes and the options of builds
   */
  public constructor(scope: Construct, id: string, props: DeliveryPlanProps) {
    super(scope, id);
    if (scope !== this.node.root) {
      throw new Error(`${this.node.path}: the scope must be the CDK app, got: ${scope.node.path}. Write new DeliveryPlan(app, …).`);
    }
    checkPlanLimits(props.blueprint);
    this.blueprint = props.blueprint;
    this.environments = props.blueprint.environments;
    const tags = new DeliveryTags(props.blueprint);
    this.deliveries = this.environments.map((environment) => new EnvironmentStages(environment, tags));
    this.node.addValidation({ validate: () => this.deliveries.flatMap((delivery) => [...delivery.validate(), ...imagesOfBuilds(delivery)]) });
    // The documented way to add files to a cloud assembly; a construct itself must not write any.
    attachCustomSynthesis(this, { onSynthesize: ({ outdir }) => this.deliveries.forEach((delivery) => write(delivery, outdir)) });
  }

  /**
   * Delivers a stage to an environment. Stages of one environment are deployed in parallel unless one is `after`
   * another; environments follow each other in the blueprint's order, whatever the order of the calls.
   *
   * @throws Error if the blueprint does not have the environment, or if the stage is in another account or region
   */
  public addStage(environment: DeploymentEnvironment, stage: Stage, options: AddStageOptions = {}): void {
    const { name } = this.blueprint.findEnvironment(environment.name);
    this.deliveries.find((delivery) => delivery.environment.name === name)!.add(stage, options.after ?? []);
  }
}

/** Nothing copies images where a workflow delivers. */
function imagesOfBuilds({ plans }: EnvironmentStages): string[] {
  return plans.flatMap(({ stage }) => promotedImagesOf(stage)).map((image) =>
    `${image.node.scope!.node.path}: ServiceImage.fromBuild is for CodePipeline only, got: ${image.file}. Use ServiceImage.fromAsset with the folder of the Dockerfile, or deliver by CodePipeline.`);
}

function write(delivery: EnvironmentStages, assembly: string): void {
  const file = planFile(assembly, delivery.environment.name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(environmentPlan(delivery), undefined, 2)}\n`);
}

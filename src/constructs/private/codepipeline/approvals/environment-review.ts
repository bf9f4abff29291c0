import { Aws, aws_iam as iam, pipelines } from 'aws-cdk-lib';
import type { ReviewVariables } from './approval-step';
import { RELEASE_CHANGE_SET, REVIEW_CHANGE_SET } from './change-set-actions';
import type { DeliveryPipeline } from './delivery-pipeline';
import { EXPORT_VARIABLES, OUTPUT, VARIABLES } from './review-outputs';
import { ReviewedStack } from './reviewed-stacks';
import { DeploymentEnvironment } from '../../../../blueprint';
import { AssemblyFiles } from '../assembly-files';
import { LARGEST_STAGE } from '../largest-stage';
import { OrderingStep } from '../ordering-step';
import { withPartition } from '../role-arn';

/** What reviews of a pipeline have in common. */
export interface ReviewInputs {
  readonly pipeline: DeliveryPipeline;
  readonly files: AssemblyFiles;
}

/**
 * What changes in an environment, described before its approval, and the proof after it that this is what executes.
 *
 * Two change sets are compared and none is kept until the approval: those of an older run were consumed when they were
 * executed, and a rollback of the stage deploys the artifacts of an older run (decision 16).
 */
export class EnvironmentReview {
  public readonly variables: ReviewVariables;

  private readonly describe: pipelines.CodeBuildStep;
  private readonly prove: pipelines.CodeBuildStep;
  private readonly prepared: readonly ReviewedStack[];
  private readonly configuration: string;

  public constructor(
    private readonly environment: DeploymentEnvironment, private readonly stacks: readonly ReviewedStack[], private readonly inputs: ReviewInputs,
  ) {
    const { files, pipeline } = inputs;
    this.configuration = `${environment.name}.json`;
    this.prepared = stacks.filter(({ changeSet }) => changeSet);
    const script = (name: string) => `node "${files.folder}/${name}.js" "${files.folder}/${this.configuration}" ${OUTPUT}`;
    const common = { input: files.assembly, env: { AWS_PARTITION: Aws.PARTITION } };
    this.describe = new pipelines.CodeBuildStep('Summary', {
      ...common,
      rolePolicyStatements: lookUp(stacks),
      commands: [script('change-summary'), EXPORT_VARIABLES],
      primaryOutputDirectory: OUTPUT,
    });
    const [summary, hasChanges, hasRisks] = VARIABLES.map((name) => this.describe.exportedVariable(name));
    this.variables = { summary, hasChanges, hasRisks };
    this.prove = new pipelines.CodeBuildStep('AsReviewed', {
      ...common,
      additionalInputs: { [OUTPUT]: this.describe.primaryOutput! },
      rolePolicyStatements: [
        ...lookUp(this.prepared),
        new iam.PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [pipeline.pipelineArn] }),
      ],
      // The pipeline's name comes from CodeBuild, because a project that names its pipeline would depend on it in a circle.
      commands: ['export PIPELINE_NAME="${CODEBUILD_INITIATOR#codepipeline/}"', script('as-reviewed')],
    });
  }

  /** How many actions the proof takes. */
  public get size(): number {
    return this.prepared.length + 1;
  }

  /** Adds the stages that describe the changes. */
  public addReview(engine: pipelines.CodePipeline): void {
    const waves = inWaves(this.prepared);
    const name = `${this.environment.name}.Review`;
    this.prepare(engine, waves.map((stacks, index) => ({ name: waves.length === 1 ? name : `${name}.${index + 1}`, stacks })), REVIEW_CHANGE_SET, this.describe);
  }

  /** The step that must pass before the stage of that name deploys anything, in that stage. */
  public proofWithin(stageName: string): pipelines.CodeBuildStep {
    this.prepared.forEach(({ template }) => this.inputs.pipeline.prepareChangeSet(template, stageName, RELEASE_CHANGE_SET));
    this.configure(stageName);
    return this.prove;
  }

  /** Adds the proof as stages of its own and returns how many. */
  public addProof(engine: pipelines.CodePipeline): number {
    const waves = inWaves(this.prepared).map((stacks, index) => ({ name: `${this.environment.name}.${index + 1}`, stacks }));
    this.prepare(engine, waves, RELEASE_CHANGE_SET, this.prove);
    this.configure(waves.at(-1)!.name);
    return waves.length;
  }

  /** @param pipelineStage in which the proof runs, and which may be rolled back */
  private configure(pipelineStage: string): void {
    this.inputs.files.add(this.configuration, { environment: this.environment.name, pipelineStage, stacks: this.stacks });
  }

  private prepare(engine: pipelines.CodePipeline, waves: { name: string; stacks: ReviewedStack[] }[], changeSet: string, last: pipelines.Step): void {
    waves.forEach(({ name, stacks }, index) => {
      stacks.forEach(({ template }) => this.inputs.pipeline.prepareChangeSet(template, name, changeSet));
      // CDK Pipelines makes no stage of a wave in which nothing happens.
      engine.addWave(name, { pre: [index === waves.length - 1 ? last : new OrderingStep(`Prepare-${index + 1}`)] });
    });
  }
}

/** The stacks in groups that fit into a stage each, with room for the step after the last. */
function inWaves(stacks: readonly ReviewedStack[]): ReviewedStack[][] {
  const count = Math.floor(stacks.length / LARGEST_STAGE) + 1;
  return Array.from({ length: count }, (_, index) => stacks.slice(index * LARGEST_STAGE, (index + 1) * LARGEST_STAGE));
}

/** Reads the stacks through the lookup roles of their accounts; those may change nothing. */
function lookUp(stacks: readonly ReviewedStack[]): iam.PolicyStatement[] {
  const roles = stacks.flatMap(({ lookupRoleArn }) => lookupRoleArn ?? []).map(withPartition);
  return roles.length === 0 ? [] : [new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [...new Set(roles)] })];
}

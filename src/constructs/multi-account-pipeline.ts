import { aws_codepipeline as codepipeline, Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeliveryBranch, DeploymentEnvironment, PipelineBlueprint } from '../blueprint';
import { PipelineArtifactStore } from './pipeline-artifact-store';
import { PipelineSource } from './pipeline-source';
import { PipelineSynth } from './pipeline-synth';
import { acknowledgePipelineFindings } from './private/codepipeline/acknowledged-findings';
import { BUILD_IMAGE, NODE_RUNTIME } from './private/codepipeline/build-environment';
import { CacheBucket } from './private/codepipeline/builds/cache-bucket';
import { CheckFiles } from './private/codepipeline/checks/check-files';
import { DeliveryEngine } from './private/codepipeline/delivery-engine';
import { EnvironmentDelivery } from './private/codepipeline/environment-delivery';
import { executionModeOf } from './private/codepipeline/execution-mode';
import { addTriggers, checkTriggers } from './private/codepipeline/pipeline-triggers';
import { declareVariables, readVariables } from './private/codepipeline/pipeline-variables';
import { PLACEHOLDER_GUARD } from './private/codepipeline/placeholder-guard';
import { noBuildsByPublisher } from './private/codepipeline/publisher-limits';
import { RepositoryBuild } from './private/codepipeline/repository-build';
import { synthStep } from './private/codepipeline/synth-step';
import { DeliveryTags } from './private/delivery-tags';

/** What a pipeline delivers and from where. */
export interface MultiAccountPipelineProps {
  /** What is delivered where, usually `PipelineBlueprint.fromFile('pipeline.json')`. */
  readonly blueprint: PipelineBlueprint;

  /** Where the repository is. */
  readonly source: PipelineSource;

  /**
   * The branch that this pipeline delivers, and with it the environments. Make one pipeline a branch.
   *
   * @default - the blueprint's branch, if it has only one
   */
  readonly branch?: string;

  /**
   * How the app is synthesized in the pipeline.
   *
   * @default - `npm ci` and `npx cdk synth --quiet` write `cdk.out`
   */
  readonly synth?: PipelineSynth;

  /**
   * Where artifacts are kept. Give several pipelines of an app the same one; it must be in the pipeline's account and region.
   *
   * @default - a store of the pipeline's own
   */
  readonly artifactStore?: PipelineArtifactStore;
}

/** Where a stage stands among the stages of its environment. */
export interface AddStageOptions {
  /**
   * Stages of the same environment that must be deployed before this one.
   *
   * @default - the stage is deployed in parallel with the others
   */
  readonly after?: Stage[];
}

/**
 * A CodePipeline that builds a repository and delivers it to the environments of a blueprint, one after another and
 * across accounts and regions.
 *
 * It updates itself from the repository, publishes assets once, asks for the approvals and runs the checks that the
 * blueprint names. Environments must be bootstrapped to trust the tools account.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export class MultiAccountPipeline extends Construct {
  /** The environments that this pipeline delivers to, in order. */
  public readonly environments: DeploymentEnvironment[];

  /** The underlying pipeline. Its stages and actions exist once the app is synthesized. */
  public readonly codePipeline: codepipeline.Pipeline;

  private readonly deliveries: EnvironmentDelivery[];

  /**
   * @throws Error if the blueprint has several branches and none is chosen, or an unknown one is, if it has triggers and the
   * source is no connection, or if the stack is in another account or region than the blueprint's tools
   */
  public constructor(scope: Construct, id: string, props: MultiAccountPipelineProps) {
    super(scope, id);
    checkStack(this, props.blueprint);
    const branch = chooseBranch(props.blueprint, props.branch);
    this.environments = branch.environments;
    const tags = new DeliveryTags(props.blueprint);
    tags.addTo(Stack.of(this));
    this.deliveries = branch.environments.map((environment) => new EnvironmentDelivery(environment, tags));
    this.codePipeline = this.makePipeline(props.blueprint, props.artifactStore ?? new PipelineArtifactStore(this, 'Artifacts'));
    this.makeEngine(props, branch, tags);
    this.node.addValidation({ validate: () => this.deliveries.flatMap((delivery) => delivery.validate()) });
    acknowledgePipelineFindings(this);
  }

  /**
   * Delivers a stage to an environment. Stages of one environment are deployed in parallel unless one is `after`
   * another; environments follow each other in the blueprint's order, whatever the order of the calls.
   *
   * @throws Error if the environment is not one of `environments`, or if the stage is in another account or region
   */
  public addStage(environment: DeploymentEnvironment, stage: Stage, options: AddStageOptions = {}): void {
    const delivery = this.deliveries.find((candidate) => candidate.environment.name === environment.name);
    if (!delivery) {
      const known = this.environments.map((candidate) => candidate.name).join(', ');
      throw new Error(`${this.node.path}: environment must be one of ${known}, which this pipeline's branch is delivered to, got: ${environment.name}`);
    }
    delivery.add(stage, options.after ?? []);
  }

  private makePipeline(blueprint: PipelineBlueprint, { bucket }: PipelineArtifactStore): codepipeline.Pipeline {
    return new codepipeline.Pipeline(this, 'Pipeline', {
      pipelineType: codepipeline.PipelineType.V2,
      artifactBucket: bucket,
      crossAccountKeys: true,
      enableKeyRotation: true,
      executionMode: executionModeOf(blueprint),
      variables: declareVariables(blueprint.variables),
      // The run that changed the pipeline must go through the changed pipeline, new builds included. It takes the head of
      // the branch, which nobody expects of a pipeline that is deployed by hand.
      restartExecutionOnUpdate: blueprint.selfMutation,
    });
  }

  private makeEngine(props: MultiAccountPipelineProps, branch: DeliveryBranch, tags: DeliveryTags): void {
    const triggers = props.blueprint.triggers.filter((trigger) => trigger.starts(branch.name));
    checkTriggers(this, props.source, triggers);
    const source = props.source._bind(this, branch.name, triggers.length === 0);
    const variables = readVariables(props.blueprint.variables);
    const surroundings = { source: source.primaryOutput!, variables, cacheBucket: () => this.cacheBucket() };
    const builds = props.blueprint.builds.map((build) => new RepositoryBuild(build, surroundings));
    new DeliveryEngine(this, 'Engine', {
      codePipeline: this.codePipeline,
      synth: synthStep(props.synth, source, builds),
      selfMutation: props.blueprint.selfMutation,
      // One publisher for all assets: its commands travel in the cloud assembly, so that new content never changes the pipeline.
      publishAssetsInParallel: false,
      // A change set between two actions of a machine protects nobody; one action a stack is half the actions.
      useChangeSets: false,
      // aws-cdk 3 was published by accident and cannot read these assemblies.
      cliVersion: '2',
      cdkAssetsCliVersion: '4',
      codeBuildDefaults: { buildEnvironment: { buildImage: BUILD_IMAGE }, partialBuildSpec: NODE_RUNTIME },
      assetPublishingCodeBuildDefaults: { partialBuildSpec: PLACEHOLDER_GUARD, rolePolicy: [noBuildsByPublisher()] },
    }, {
      addWaves: (ready) => {
        const files = new CheckFiles(this, 'Checks', ready.cloudAssemblyFileSet);
        this.deliveries.filter((delivery) => !delivery.isEmpty).forEach((delivery) => delivery.build(ready, { source, files, variables }));
      },
      complete: () => {
        addTriggers(this.codePipeline, branch.name, triggers);
        tags.addToLate(Object.values(this.codePipeline.crossRegionSupport).map(({ stack }) => stack));
      },
    });
  }

  private cacheBucket(): CacheBucket {
    return (this.node.tryFindChild('BuildCache') as CacheBucket | undefined) ?? new CacheBucket(this, 'BuildCache');
  }
}

function chooseBranch(blueprint: PipelineBlueprint, name?: string): DeliveryBranch {
  const known = blueprint.branches.map((branch) => branch.name).join(', ');
  if (name === undefined && blueprint.branches.length > 1) {
    throw new Error(`MultiAccountPipeline: branch must be one of ${known}, got: nothing. Make one pipeline for each branch.`);
  }
  const branch = name === undefined ? blueprint.branches[0] : blueprint.branches.find((candidate) => candidate.name === name);
  if (!branch) {
    throw new Error(`MultiAccountPipeline: branch must be one of ${known}, got: ${name}`);
  }
  return branch;
}

function checkStack(scope: Construct, { tools }: PipelineBlueprint): void {
  const stack = Stack.of(scope);
  const isElsewhere = (actual: string, expected: string) => Token.isUnresolved(actual) || actual !== expected;
  if (isElsewhere(stack.account, tools.account) || isElsewhere(stack.region, tools.region)) {
    const actual = [stack.account, stack.region].map((part) => (Token.isUnresolved(part) ? 'unknown' : part)).join('/');
    throw new Error(
      `${stack.node.path}: the pipeline's stack must be in ${tools.account}/${tools.region}, the blueprint's tools, got: ${actual}. ` +
      'Give the stack env: { account: blueprint.tools.account, region: blueprint.tools.region }.');
  }
}

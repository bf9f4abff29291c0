import { aws_codepipeline as codepipeline, aws_iam as iam, Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeliveryBranch, DeploymentEnvironment, ExecutionMode, PipelineBlueprint } from '../blueprint';
import { PipelineArtifactStore } from './pipeline-artifact-store';
import { PipelineSource } from './pipeline-source';
import { PipelineSynth } from './pipeline-synth';
import { acknowledgePipelineFindings } from './private/codepipeline/acknowledged-findings';
import { ApprovalNotice } from './private/codepipeline/approvals/approval-notice';
import { DeliveryPipeline } from './private/codepipeline/approvals/delivery-pipeline';
import { grantApproval } from './private/codepipeline/approvals/grant-approval';
import { rejectOlderRuns } from './private/codepipeline/approvals/older-runs';
import { SelfMutationReview } from './private/codepipeline/approvals/self-mutation-review';
import { approvalStageOf, UPDATE_APPROVAL } from './private/codepipeline/approvals/stage-names';
import { AssemblyFiles } from './private/codepipeline/assembly-files';
import { BUILD_IMAGE, NODE_RUNTIME } from './private/codepipeline/build-environment';
import { CacheBucket } from './private/codepipeline/builds/cache-bucket';
import { CheckFiles } from './private/codepipeline/checks/check-files';
import { DeliveryEngine } from './private/codepipeline/delivery-engine';
import { DeliveryInputs, EnvironmentDelivery } from './private/codepipeline/environment-delivery';
import { executionModeOf } from './private/codepipeline/execution-mode';
import { holdReleases } from './private/codepipeline/gates/held-releases';
import { checkRollbacks } from './private/codepipeline/gates/rollback-limits';
import { ImageRepositories } from './private/codepipeline/images/image-repositories';
import { addPromotion } from './private/codepipeline/images/promotion';
import { addTriggers, checkTriggers } from './private/codepipeline/pipeline-triggers';
import { declareVariables, readVariables } from './private/codepipeline/pipeline-variables';
import { PLACEHOLDER_GUARD } from './private/codepipeline/placeholder-guard';
import { Preflight } from './private/codepipeline/preflight/preflight';
import { noBuildsByPublisher } from './private/codepipeline/publisher-limits';
import { RepositoryBuild } from './private/codepipeline/repository-build';
import { synthStep } from './private/codepipeline/synth-step';
import { DeliveryTags } from './private/delivery-tags';
import { promotedImagesOf } from './private/image/promoted-image';
import type { ServiceLimits } from './service-limits';

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

  /**
   * From which counts on the synth warns of AWS's limits, and fails for them.
   *
   * @default - the limits that AWS publishes
   */
  readonly limits?: ServiceLimits;
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

/** Under which circumstances somebody may approve. */
export interface GrantApproveOptions {
  /**
   * Whether only sessions with multi-factor authentication may approve. Sessions of IAM Identity Center and of other identity
   * providers do not tell AWS about it and are refused then.
   *
   * @default false
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
   */
  readonly requireMfa?: boolean;
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
  private readonly reviewsSelfMutation: boolean;

  /**
   * @throws Error if the blueprint has several branches and none is chosen, or an unknown one is, if it has triggers and the
   * source is no connection, if the stack is in another account or region than the blueprint's tools, or if a level of `limits`
   * cannot work. When the app is synthesized: one that lists every limit of AWS that the pipeline exceeds
   */
  public constructor(scope: Construct, id: string, props: MultiAccountPipelineProps) {
    super(scope, id);
    checkStack(this, props.blueprint);
    const branch = chooseBranch(props.blueprint, props.branch);
    this.environments = branch.environments;
    this.reviewsSelfMutation = props.blueprint.reviewSelfMutation;
    const tags = new DeliveryTags(props.blueprint);
    tags.addTo(Stack.of(this));
    this.deliveries = branch.environments.map((environment) => new EnvironmentDelivery(environment, tags));
    const pipeline = this.makePipeline(props.blueprint, props.artifactStore ?? new PipelineArtifactStore(this, 'Artifacts'));
    this.codePipeline = pipeline;
    acknowledgePipelineFindings(this);
    this.makeEngine(pipeline, props, branch, tags);
    this.node.addValidation({ validate: () => this.deliveries.flatMap((delivery) => delivery.validate()) });
  }

  /**
   * Delivers a stage to an environment. Stages of one environment are deployed in parallel unless one is `after`
   * another; environments follow each other in the blueprint's order, whatever the order of the calls.
   *
   * @throws Error if the environment is not one of `environments`, or if the stage is in another account or region
   */
  public addStage(environment: DeploymentEnvironment, stage: Stage, options: AddStageOptions = {}): void {
    this.deliveryTo(environment).add(stage, options.after ?? []);
  }

  /**
   * Lets somebody approve and reject releases into one environment, and see where the pipeline stands.
   *
   * Whoever has wider permissions, such as an administrator, may approve without this.
   *
   * @throws Error if the environment is not one of `environments`, or if it has no approval
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html
   */
  public grantApprove(environment: DeploymentEnvironment, grantee: iam.IGrantable, options: GrantApproveOptions = {}): iam.Grant {
    const known = this.deliveryTo(environment).environment;
    if (!known.approval.mayAsk) {
      throw new Error(`${this.node.path}: environment must have an approval, got: ${known.name}. Give it approval: Approval.manual() in the blueprint.`);
    }
    return grantApproval(this.codePipeline, approvalStageOf(known), grantee, options.requireMfa ?? false);
  }

  /**
   * Lets somebody approve and reject updates of the pipeline by itself, and see where the pipeline stands. Grant it to fewer people
   * than releases: who approves an update decides what the pipeline may do.
   *
   * @throws Error if such updates are not reviewed
   */
  public grantApproveSelfMutation(grantee: iam.IGrantable, options: GrantApproveOptions = {}): iam.Grant {
    if (!this.reviewsSelfMutation) {
      throw new Error(`${this.node.path}: updates of this pipeline by itself must be reviewed, got: none. Remove selfMutation and reviewSelfMutation from the blueprint.`);
    }
    return grantApproval(this.codePipeline, UPDATE_APPROVAL, grantee, options.requireMfa ?? false);
  }

  private deliveryTo(environment: DeploymentEnvironment): EnvironmentDelivery {
    const delivery = this.deliveries.find((candidate) => candidate.environment.name === environment.name);
    if (!delivery) {
      const known = this.environments.map((candidate) => candidate.name).join(', ');
      throw new Error(`${this.node.path}: environment must be one of ${known}, which this pipeline's branch is delivered to, got: ${environment.name}`);
    }
    return delivery;
  }

  private makePipeline(blueprint: PipelineBlueprint, { bucket }: PipelineArtifactStore): DeliveryPipeline {
    return new DeliveryPipeline(this, 'Pipeline', {
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

  private makeEngine(pipeline: DeliveryPipeline, props: MultiAccountPipelineProps, branch: DeliveryBranch, tags: DeliveryTags): void {
    const preflight = new Preflight(this, pipeline, props.limits);
    const triggers = props.blueprint.triggers.filter((trigger) => trigger.starts(branch.name));
    checkTriggers(this, props.source, triggers);
    const source = props.source._bind(this, branch.name, triggers.length === 0);
    const variables = readVariables(props.blueprint.variables);
    const repositories = new ImageRepositories(this, 'Images');
    const surroundings = {
      source: source.primaryOutput!, variables, cacheBucket: () => this.cacheBucket(), repositoryOf: (build: string) => repositories.of(build),
    };
    const builds = props.blueprint.builds.map((build) => new RepositoryBuild(build, surroundings));
    new DeliveryEngine(this, 'Engine', {
      codePipeline: pipeline,
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
        const assembly = ready.cloudAssemblyFileSet;
        const inputs: DeliveryInputs = {
          checks: { source, files: new CheckFiles(this, 'Checks', assembly), variables },
          review: { pipeline, files: new AssemblyFiles(this, 'Reviews', { scripts: 'review', folder: 'reviews', assembly }) },
          notice: new ApprovalNotice(this),
        };
        const images = this.deliveries.flatMap(({ plans }) => plans).flatMap(({ stage }) => promotedImagesOf(stage));
        addPromotion(ready, images, props.blueprint.builds.filter(({ containerImage }) => containerImage).map(({ name }) => repositories.of(name)),
          new AssemblyFiles(this, 'Promotions', { scripts: 'images', folder: 'images', assembly }));
        this.deliveries.filter((delivery) => !delivery.isEmpty).forEach((delivery) => delivery.build(ready, inputs));
        preflight.checkWaves(ready);
      },
      complete: () => {
        addTriggers(pipeline, branch.name, triggers);
        props.source._complete(pipeline);
        if (this.reviewsSelfMutation) {
          new SelfMutationReview(this, 'SelfMutationReview', pipeline);
        }
        tags.addToLate(Object.values(pipeline.crossRegionSupport).map(({ stack }) => stack));
        if (props.blueprint.executionMode === ExecutionMode.SUPERSEDED) {
          rejectOlderRuns(this, pipeline, this.environments);
        }
        holdReleases(this, pipeline, this.environments);
        checkRollbacks(this, this.environments, pipeline.stages.map(({ stageName }) => stageName), pipeline.canRollBack);
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

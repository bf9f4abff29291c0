import { aws_codebuild as codebuild, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_ecr as ecr, Duration, pipelines } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CacheStore, keepCache } from './builds/cache';
import { inlineBuildspec } from './builds/inline-buildspec';
import { buildMachine } from './builds/machine';
import { buildPlacement } from './builds/network';
import { allowToInstall } from './builds/registries';
import { checkReuse, reuseVariables } from './builds/reuse';
import { buildVariables } from './builds/variables';
import { Build } from '../../../blueprint';
import { IMAGE_REPOSITORY } from '../../../blueprint/private/image-build';
import { acknowledge } from '../acknowledge';
import { imageCommands } from './images/image-commands';

/** What builds share. */
export interface BuildSurroundings extends CacheStore {
  readonly source: pipelines.FileSet;

  /** The pipeline's variables as actions read them. */
  readonly variables: Record<string, string>;

  /** Where a build pushes its image to. */
  repositoryOf(build: string): ecr.IRepository;
}

/**
 * A build of the repository, by a buildspec in it or by commands of the blueprint.
 *
 * CDK Pipelines' own steps write their buildspec into the pipeline; a buildspec in the repository changes with the
 * code and leaves the pipeline as it is.
 */
export class RepositoryBuild extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  private readonly output: pipelines.FileSet;
  private readonly buildspec: codebuild.BuildSpec;

  public constructor(private readonly build: Build, private readonly surroundings: BuildSurroundings) {
    super(build.name);
    this.buildspec = buildspecOf(build);
    this.output = new pipelines.FileSet(`${build.name}-output`, this);
    this.configurePrimaryOutput(this.output);
    this.addDependencyFileSet(surroundings.source);
  }

  /** The build's artifacts, where the CDK app looks for them; empty if the app does not use them. */
  public get inputsOfSynth(): Record<string, pipelines.FileSet> {
    return this.build.output === undefined ? {} : { [this.build.output]: this.output };
  }

  public produceAction(stage: codepipeline.IStage, options: pipelines.ProduceActionOptions): pipelines.CodePipelineActionFactoryResult {
    const project = this.createProject(options.scope);
    stage.addAction(new actions.CodeBuildAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      project,
      input: options.artifacts.toCodePipeline(this.surroundings.source),
      environmentVariables: this.actionVariables(),
      outputs: this.build.output === undefined ? [] : [options.artifacts.toCodePipeline(this.output)],
    }));
    return { runOrdersConsumed: 1, project };
  }

  private createProject(scope: Construct): codebuild.PipelineProject {
    const { name, buildspec, settings } = this.build;
    const parts = new Construct(scope, `${name}-parts`);
    const project = new codebuild.PipelineProject(scope, name, {
      description: `Build ${name} by ${buildspec ?? 'the commands of the blueprint'}`,
      buildSpec: this.buildspec,
      environment: buildMachine(parts, settings),
      environmentVariables: this.projectVariables(),
      timeout: settings.timeoutMinutes === undefined ? undefined : Duration.minutes(settings.timeoutMinutes),
      ...buildPlacement(parts, settings.network),
    });
    keepCache(project, this.build, this.surroundings);
    checkReuse(project, this.build);
    this.allowToPush(project);
    allowToInstall(project, settings.registries ?? []);
    if (settings.image !== undefined && !settings.image.startsWith('aws/codebuild/')) {
      acknowledge(project, 'CB5', 'The blueprint names the image of this build.');
    }
    return project;
  }

  private projectVariables(): Record<string, codebuild.BuildEnvironmentVariable> | undefined {
    const { containerImage, name, settings } = this.build;
    const variables = buildVariables(settings);
    // In the buildspec, a reference would make the hash of that another one in each synth.
    return containerImage ? { ...variables, [IMAGE_REPOSITORY]: { value: this.surroundings.repositoryOf(name).repositoryUri } } : variables;
  }

  /** Docker asks for a token of the whole registry, and pushes to one repository of it. */
  private allowToPush(project: codebuild.PipelineProject): void {
    if (this.build.containerImage) {
      const repository = this.surroundings.repositoryOf(this.build.name);
      repository.grantPush(project);
      repository.grant(project, 'ecr:DescribeImages');
    }
  }

  private actionVariables(): Record<string, codebuild.BuildEnvironmentVariable> | undefined {
    const { variables } = this.surroundings;
    const all = Object.entries({ ...variables, ...reuseVariables(this.build, this.buildspec, variables) }).map(([name, value]) => [name, { value }]);
    // An empty list would still be written, and change the template of every pipeline without variables.
    return all.length === 0 ? undefined : Object.fromEntries(all);
  }
}

function buildspecOf(build: Build): codebuild.BuildSpec {
  const { buildspec, containerImage, output, settings } = build;
  if (buildspec !== undefined) {
    return codebuild.BuildSpec.fromSourceFilename(buildspec);
  }
  return inlineBuildspec({ ...settings, output }, containerImage ? imageCommands(build) : settings.commands!);
}

import { aws_codebuild as codebuild, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, pipelines } from 'aws-cdk-lib';
import { BUILD_IMAGE } from './build-environment';
import { Build } from '../../../blueprint';

/**
 * A build that executes a buildspec of the repository.
 *
 * CDK Pipelines' own steps write their buildspec into the pipeline; a buildspec in the repository changes with the
 * code and leaves the pipeline as it is.
 */
export class RepositoryBuild extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  private readonly output: pipelines.FileSet;

  public constructor(private readonly build: Build, private readonly source: pipelines.FileSet, private readonly variables: Record<string, string>) {
    super(build.name);
    this.output = new pipelines.FileSet(`${build.name}-output`, this);
    this.configurePrimaryOutput(this.output);
    this.addDependencyFileSet(source);
  }

  /** The build's artifacts, where the CDK app looks for them; empty if the app does not use them. */
  public get inputsOfSynth(): Record<string, pipelines.FileSet> {
    return this.build.output === undefined ? {} : { [this.build.output]: this.output };
  }

  public produceAction(stage: codepipeline.IStage, options: pipelines.ProduceActionOptions): pipelines.CodePipelineActionFactoryResult {
    const project = new codebuild.PipelineProject(options.scope, this.build.name, {
      description: `Build ${this.build.name} by ${this.build.buildspec}`,
      buildSpec: codebuild.BuildSpec.fromSourceFilename(this.build.buildspec),
      environment: { buildImage: BUILD_IMAGE },
    });
    stage.addAction(new actions.CodeBuildAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      project,
      input: options.artifacts.toCodePipeline(this.source),
      environmentVariables: this.pipelineVariables(),
      outputs: this.build.output === undefined ? [] : [options.artifacts.toCodePipeline(this.output)],
    }));
    return { runOrdersConsumed: 1, project };
  }

  private pipelineVariables(): Record<string, codebuild.BuildEnvironmentVariable> | undefined {
    const variables = Object.entries(this.variables).map(([name, value]) => [name, { value }]);
    // An empty list would still be written, and change the template of every pipeline without variables.
    return variables.length === 0 ? undefined : Object.fromEntries(variables);
  }
}

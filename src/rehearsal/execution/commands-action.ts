import { ActionFailure, ActionOutcome, NotExecutable } from './action-outcome';
import { performBuild } from './build-run';
import type { ExecutionContext } from './execution-context';
import type { BuildArtifacts } from '../codebuild/buildspec/artifacts';
import type { Buildspec } from '../codebuild/buildspec/buildspec';
import type { ActionDefinition, BuildVariable, CodeBuildProject, ComputeDefinition } from '../model/pipeline-definition';

const TIMEOUT_MINUTES = 55;
const MOST_COMMANDS = 50;
const EVERYTHING = ['**/*'];

/**
 * Runs an action of the provider `Commands`: a build without a project of its own.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Commands.html
 */
export async function runCommands(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const { commands = [], variables = [], outputVariables = [], outputFiles = {} } = action.compute ?? {};
  const [primaryInput] = action.inputs;
  check(action, commands, primaryInput);
  const resolved = commands.map((command) => context.variables.resolve(command));
  return performBuild({
    action,
    project: projectOf(action, context),
    buildspec: buildspecOf(action, { commands: resolved, variables, outputVariables, outputFiles }),
    primaryInput,
    variables: variables.map((variable): BuildVariable => ({ ...variable, value: context.variables.resolve(variable.value) })),
    timeoutInMinutes: Math.min(TIMEOUT_MINUTES, action.timeoutInMinutes ?? Infinity),
  }, context);
}

function check({ configuration }: ActionDefinition, commands: readonly string[], primaryInput: string | undefined): void {
  if (!primaryInput) {
    throw new ActionFailure('the commands must have an input artifact');
  }
  if (commands.length < 1 || commands.length > MOST_COMMANDS) {
    throw new ActionFailure(`there must be 1 to ${MOST_COMMANDS} Commands, got: ${commands.length}`);
  }
  const several = commands.find((command) => command.trim().includes('\n'));
  if (several !== undefined) {
    throw new ActionFailure(`each of the Commands must be one line, got: ${several.trim().split('\n')[0]}…`);
  }
  if (configuration.EnvironmentType?.startsWith('WINDOWS')) {
    throw new NotExecutable(`the environment ${configuration.EnvironmentType} is not rehearsed`);
  }
}

function projectOf(action: ActionDefinition, { definition }: ExecutionContext): CodeBuildProject {
  return {
    logicalId: action.name,
    name: `${definition.name}-${action.name}`,
    image: '',
    variables: [],
    account: definition.stack.account,
    region: action.region ?? definition.stack.region,
  };
}

function buildspecOf(action: ActionDefinition, { commands, outputVariables, outputFiles }: ComputeDefinition): Buildspec {
  const artifactOf = (files: readonly string[] = []): BuildArtifacts =>
    ({ files: files.length > 0 ? files : EVERYTHING, excludePaths: [], discardPaths: false, enableSymlinks: false });
  return {
    variables: {},
    parameters: {},
    secrets: {},
    exportedVariables: outputVariables,
    runtimeVersions: {},
    phases: { build: { commands, finally: [] } },
    reports: [],
    secondaryArtifacts: Object.fromEntries(action.outputs.map((name) => [name, artifactOf(outputFiles[name])])),
    runAs: [],
  };
}

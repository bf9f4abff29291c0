import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure, ActionOutcome } from './action-outcome';
import { actionVariables, declaredVariables } from './build-variables';
import type { ExecutionContext } from './execution-context';
import { effectOfNotes } from './self-mutation';
import { runBuild, BuildResult } from '../codebuild/build';
import { collectArtifact } from '../codebuild/build-artifacts';
import { codeBuildVariables, inheritedEnvironment } from '../codebuild/build-environment';
import { BuildNotes } from '../codebuild/build-notes';
import { Buildspec, parseBuildspec } from '../codebuild/buildspec';
import { runtimeVersionWarnings } from '../codebuild/runtime-versions';
import { copyTree } from '../host/files';
import { isDiskFull } from '../host/host-error';
import { ActionDefinition, CodeBuildProject } from '../model/pipeline-definition';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html */
const DEFAULT_TIMEOUT_MINUTES = 60;

/** Runs a CodeBuild action: the real commands of its buildspec in a clean copy of its inputs. */
export async function runCodeBuild(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const project = projectOf(action, context);
  const inputs = action.inputs.map((name) => ({ name, folder: context.artifacts.get(name) }));
  const primary = inputs.find((input) => input.name === action.configuration.PrimarySource) ?? inputs[0];
  if (!primary) {
    throw new ActionFailure('a CodeBuild action must have an input artifact');
  }
  const buildspec = buildspecOf(project, primary.folder);
  const declared = declaredVariables(buildspec, project, actionVariables(action), context.environment);

  const scratch = context.folders.newFolder(action.name);
  const directory = join(scratch, 'src');
  await copyTree(primary.folder, directory);
  const furtherInputs: Record<string, string> = {};
  for (const [index, input] of inputs.filter((candidate) => candidate !== primary).entries()) {
    furtherInputs[input.name] = join(scratch, `src${index + 1}`);
    await copyTree(input.folder, furtherInputs[input.name]);
  }

  const notes = new BuildNotes(join(scratch, 'notes.jsonl'));
  const inherited = inheritedEnvironment(context.environment);
  const codeBuild = codeBuildVariables({
    project,
    pipeline: context.definition.name,
    sourceDirectory: directory,
    furtherInputs,
    sourceVersion: context.variables.tryFind('CommitId') ?? '',
    startedAt: new Date(),
  });
  const environment = { ...inherited, ...context.toolbox.environment(scratch, notes.file, inherited.PATH), ...codeBuild, ...declared };
  const logFile = context.folders.logFile(context.number, action.stage, action.name);
  const warnings = runtimeVersionWarnings(buildspec.runtimeVersions, inherited);
  appendFileSync(logFile, warnings.map((warning) => `[rehearsal] Warning: ${warning}\n`).join(''));

  const timeoutInMinutes = timeoutOf(action, project);
  const result = await runBuild({ ...context, timeoutInMinutes, buildspec, directory, scratch, environment, notes, logFile });
  const outcome = context.signal.aborted ? { status: 'interrupted' as const } : await conclude(action, context, buildspec, directory, result);
  context.folders.discard(scratch);
  const infos = result.notes.filter((note) => note.kind === 'info').map((note) => note.reason);
  return { ...outcome, remarks: [...outcome.remarks ?? [], ...warnings, ...new Set(infos)], logFile };
}

/** The shorter of both limits ends a build. */
function timeoutOf(action: ActionDefinition, project: CodeBuildProject): number {
  return Math.min(project.timeoutInMinutes ?? DEFAULT_TIMEOUT_MINUTES, action.timeoutInMinutes ?? Infinity);
}

async function conclude(
  action: ActionDefinition, context: ExecutionContext, buildspec: Buildspec, directory: string, result: BuildResult,
): Promise<ActionOutcome> {
  if (result.status === 'failed') {
    return { status: 'failed', reasons: [result.failure!] };
  }
  if (result.status === 'stopped') {
    const reasons = result.notes.filter((note) => note.kind === 'stopped').map((note) => note.reason);
    return { status: 'notExecuted', reasons: [...new Set(reasons)] };
  }
  try {
    await collectOutputs(action, context, buildspec, directory, result.environment);
    const effect = effectOfNotes(result.notes, action, context);
    const exported = buildspec.exportedVariables.map((name) => [name, result.environment[name] ?? '']);
    return { ...effect, variables: Object.fromEntries(exported) as Record<string, string> };
  } catch (error) {
    if (isDiskFull(error)) {
      throw error;
    }
    // Artifacts and the update of the pipeline are part of the build; its log is worth keeping in the report.
    return { status: 'failed', reasons: [(error as Error).message] };
  }
}

function projectOf(action: ActionDefinition, context: ExecutionContext): CodeBuildProject {
  const name = action.configuration.ProjectName;
  const project = context.definition.projects.find((candidate) => candidate.logicalId === name || candidate.name === name);
  if (!project) {
    throw new ActionFailure(`the CodeBuild project ${name || '(no ProjectName)'} is in no stack of the app`);
  }
  return project;
}

function buildspecOf(project: CodeBuildProject, source: string): Buildspec {
  const inline = project.buildspec !== undefined && /[\n{]|^version:/.test(project.buildspec.trim());
  const file = project.buildspec || 'buildspec.yml';
  if (!inline && !existsSync(join(source, file))) {
    throw new ActionFailure(`the buildspec ${file} is not in the input artifact`);
  }
  try {
    return parseBuildspec(inline ? project.buildspec! : readFileSync(join(source, file), 'utf8'));
  } catch (error) {
    throw new ActionFailure((error as Error).message);
  }
}

/** Several outputs are matched by the names of the secondary artifacts; a single one may be the primary artifact. */
async function collectOutputs(
  action: ActionDefinition, context: ExecutionContext, buildspec: Buildspec, directory: string, environment: Readonly<Record<string, string>>,
): Promise<void> {
  const unmatched = action.outputs.filter((name) => !buildspec.secondaryArtifacts[name]);
  for (const name of action.outputs) {
    const artifacts = buildspec.secondaryArtifacts[name] ?? (unmatched.length === 1 ? buildspec.artifacts : undefined);
    if (!artifacts) {
      throw new ActionFailure(`the buildspec has no artifacts for the output ${name}`);
    }
    const folder = context.folders.newFolder(name);
    await collectArtifact(directory, artifacts, environment, folder);
    context.artifacts.put(name, folder);
  }
}

import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure, ActionOutcome, NotExecutable } from './action-outcome';
import { awsAnswers } from './aws-answers';
import { DeclaredVariables, declaredVariables } from './build-variables';
import type { ExecutionContext } from './execution-context';
import { exportedVariables } from './exported-variables';
import { effectOfNotes } from './self-mutation';
import { baseDirectories } from '../codebuild/base-directories';
import { runBuild, BuildResult } from '../codebuild/build';
import { collectArtifact, selectFiles } from '../codebuild/build-artifacts';
import { ProjectCache } from '../codebuild/build-cache';
import { codeBuildVariables, inheritedEnvironment } from '../codebuild/build-environment';
import { BuildNotes } from '../codebuild/build-notes';
import type { BuildArtifacts } from '../codebuild/buildspec/artifacts';
import type { Buildspec } from '../codebuild/buildspec/buildspec';
import { collectReports } from '../codebuild/test-reports';
import { copyTree } from '../host/copy-tree';
import { listFiles } from '../host/files';
import { isDiskFull } from '../host/host-error';
import type { ActionDefinition, BuildVariable, CodeBuildProject } from '../model/pipeline-definition';
import { BuildReuse } from '../reuse/build-reuse';

/** What a build of an action is made of. */
export interface BuildRun {
  readonly action: ActionDefinition;
  readonly project: CodeBuildProject;
  readonly buildspec: Buildspec;
  /** The input in whose folder the commands run. */
  readonly primaryInput: string;
  /** The action's own variables. */
  readonly variables: readonly BuildVariable[];
  readonly timeoutInMinutes: number;
}

/** Runs the commands of a build, or takes over what an earlier rehearsal has made of the same, if that is asked for. */
export async function performBuild(run: BuildRun, context: ExecutionContext): Promise<ActionOutcome> {
  const { project, buildspec } = run;
  if (buildspec.shell?.endsWith('.exe')) {
    throw new NotExecutable(`the shell ${buildspec.shell} is one of Windows, which is not rehearsed`);
  }
  const declared = declaredVariables(buildspec, project, run.variables, context);
  const reuse = await BuildReuse.of(run, declared, context);
  const reused = await reuse?.take();
  if (reused) {
    return reused;
  }
  const { outcome, notes } = await runInCopy(run, declared, context);
  if (notes === 0) {
    await reuse?.keep(outcome);
  }
  return outcome;
}

/** Runs the commands in a clean copy of the action's inputs. Answers also with how many notes its tools have left. */
async function runInCopy(
  run: BuildRun, declared: DeclaredVariables, context: ExecutionContext,
): Promise<{ readonly outcome: ActionOutcome; readonly notes: number }> {
  const { action, project, buildspec, primaryInput } = run;
  const runtimeWarnings = context.runtimes.warnings(buildspec.runtimeVersions);
  const scratch = context.folders.newFolder(action.name);
  const directory = join(scratch, 'src');
  await copyTree(context.artifacts.get(primaryInput), directory);
  const furtherInputs: Record<string, string> = {};
  for (const [index, input] of action.inputs.filter((candidate) => candidate !== primaryInput).entries()) {
    furtherInputs[input] = join(scratch, `src${index + 1}`);
    await copyTree(context.artifacts.get(input), furtherInputs[input]);
  }

  const notes = new BuildNotes(join(scratch, 'notes.jsonl'));
  const answers = join(scratch, 'aws-answers.json');
  writeFileSync(answers, JSON.stringify(awsAnswers(action.stage, project, context)));
  const inherited = inheritedEnvironment(context.environment);
  const codeBuild = codeBuildVariables({
    project,
    pipeline: context.definition.name,
    sourceDirectory: directory,
    furtherInputs,
    sourceVersion: context.variables.tryFind('CommitId') ?? '',
    startedAt: new Date(),
  });
  const tools = context.toolbox.environment(scratch, notes.file, inherited.PATH, answers);
  const environment = { ...inherited, ...tools, ...codeBuild, ...declared.values };
  const logFile = context.folders.logFile(context.number, action.stage, action.name);
  const warnings = [...await runtimeWarnings, ...userWarnings(buildspec)];
  appendFileSync(logFile, warnings.map((warning) => `[rehearsal] Warning: ${warning}\n`).join(''));

  const cache = project.keepsCache && buildspec.cache
    ? new ProjectCache(context.folders.cacheFolder(`${project.account}.${project.region}.${project.name}`), buildspec.cache, directory, environment)
    : undefined;
  await cache?.restore();
  const result = await runBuild({ ...context, timeoutInMinutes: run.timeoutInMinutes, buildspec, directory, scratch, environment, notes, logFile });
  const outcome = context.signal.aborted ? { status: 'interrupted' as const } : await conclude(run, context, directory, declared.secret, result);
  if (result.status === 'succeeded') {
    await cache?.save();
  }
  const { reports, remarks } = await collectReports(directory, result.uploads ? buildspec.reports : []);
  context.folders.discard(scratch, context.processes);
  const infos = result.notes.filter((note) => note.kind === 'info').map((note) => note.reason);
  const allRemarks = [...outcome.remarks ?? [], ...remarks, ...cache?.remarks ?? [], ...warnings, ...new Set(infos)];
  return { outcome: { ...outcome, remarks: allRemarks, reports, logFile }, notes: result.notes.length };
}

/** Who runs the rehearsal cannot become somebody else. */
function userWarnings({ runAs }: Buildspec): string[] {
  return runAs.length === 0 ? [] : [`${runAs.join(', ')}: the commands run as you, and not as that user`];
}

/** @param secret names of the variables whose values AWS keeps */
async function conclude(
  { action, buildspec }: BuildRun, context: ExecutionContext, directory: string, secret: readonly string[], result: BuildResult,
): Promise<ActionOutcome> {
  if (result.status === 'failed') {
    return { status: 'failed', reasons: [result.failure!] };
  }
  if (result.status === 'stopped') {
    const reasons = result.notes.filter((note) => note.kind === 'stopped').map((note) => note.reason);
    const remarks = await handOn({ action, buildspec }, context, directory);
    return { status: 'notExecuted', reasons: [...new Set(reasons)], remarks };
  }
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html; an action of commands exports AWS_ variables.
  const refuses = (name: string) => secret.includes(name) || (action.provider === 'CodeBuild' && name.startsWith('AWS_'));
  try {
    await collectOutputs(action, context, buildspec, directory, result.environment);
    const effect = effectOfNotes(result.notes, action, context);
    const exported = exportedVariables(buildspec.exportedVariables, result.environment, refuses);
    return { ...effect, remarks: [...effect.remarks ?? [], ...exported.remarks], variables: exported.values };
  } catch (error) {
    if (isDiskFull(error)) {
      throw error;
    }
    // Artifacts and the update of the pipeline are part of the build; its log is worth keeping in the report.
    return { status: 'failed', reasons: [(error as Error).message] };
  }
}

/**
 * What a build had made when it stopped goes on, if it has a folder for that: what needs it may be able to do with less. Answers with
 * what there is to say about it.
 */
async function handOn({ action, buildspec }: Pick<BuildRun, 'action' | 'buildspec'>, context: ExecutionContext, directory: string): Promise<string[]> {
  const remarks: string[] = [];
  for (const name of action.outputs) {
    const artifacts = artifactsOf(name, action, buildspec);
    const [base] = artifacts?.baseDirectory === undefined ? [] : baseDirectories(directory, artifacts.baseDirectory);
    if (artifacts && base !== undefined && selectFiles(listFiles(base), artifacts).length > 0) {
      const folder = context.folders.newFolder(name);
      await collectArtifact(directory, artifacts, {}, folder);
      context.artifacts.put(name, folder);
      remarks.push(`the artifact ${name} is what the build had made of it when it stopped`);
    }
  }
  return remarks;
}

async function collectOutputs(
  action: ActionDefinition, context: ExecutionContext, buildspec: Buildspec, directory: string, environment: Readonly<Record<string, string>>,
): Promise<void> {
  for (const name of action.outputs) {
    const artifacts = artifactsOf(name, action, buildspec);
    if (!artifacts) {
      throw new ActionFailure(`the buildspec has no artifacts for the output ${name}`);
    }
    const folder = context.folders.newFolder(name);
    await collectArtifact(directory, artifacts, environment, folder);
    context.artifacts.put(name, folder);
  }
}

/** Several outputs are matched by the names of the secondary artifacts; a single one may be the primary artifact. */
function artifactsOf(output: string, { outputs }: ActionDefinition, buildspec: Buildspec): BuildArtifacts | undefined {
  const unmatched = outputs.filter((name) => !buildspec.secondaryArtifacts[name]);
  return buildspec.secondaryArtifacts[output] ?? (unmatched.length === 1 ? buildspec.artifacts : undefined);
}

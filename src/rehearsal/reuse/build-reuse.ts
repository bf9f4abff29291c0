import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, hashOfFolder, hashOfValue } from './content-hash';
import { KeptBuild, KeptBuilds } from './kept-builds';
import { packageVersion } from '../assets';
import { inheritedEnvironment } from '../codebuild/build-environment';
import type { ActionOutcome } from '../execution/action-outcome';
import type { BuildRun } from '../execution/build-run';
import type { DeclaredVariables } from '../execution/build-variables';
import type { ExecutionContext } from '../execution/execution-context';
import { listFiles } from '../host/files';

/** Their versions count for every build: the stand-ins for tools run with them, and many builds do without saying so. */
const RUNTIMES_OF_ALL = ['nodejs', 'python'];

/** One build that may be taken over from an earlier rehearsal, or kept for a later one. */
export class BuildReuse {
  /**
   * Finds out what the build depends on.
   *
   * @returns undefined if it may be neither taken nor kept: nobody has asked for it, it belongs to a rule, whose outcome is of
   * the moment, or a secret takes part in it, which could be in what it makes
   */
  public static async of(run: BuildRun, declared: DeclaredVariables, context: ExecutionContext): Promise<BuildReuse | undefined> {
    if (!context.keptBuilds || run.action.category === 'Rule' || declared.secret.length > 0) {
      return undefined;
    }
    const parts = await partsOf(run, declared, context);
    const text = canonical(parts);
    return context.redaction.redact(text) === text ? new BuildReuse(run, hashOfValue(parts), context.keptBuilds, context) : undefined;
  }

  private constructor(
    private readonly run: BuildRun, private readonly key: string, private readonly builds: KeptBuilds, private readonly context: ExecutionContext,
  ) {}

  /** The outcome of the same build in an earlier rehearsal, its outputs and its log included; undefined if there is none. */
  public async take(): Promise<ActionOutcome | undefined> {
    const { action } = this.run;
    const outputs = action.outputs.map((name) => this.context.folders.newFolder(name));
    const build = await this.builds.take(this.project, this.key, { logFile: this.logFile, outputs });
    if (!build) {
      return undefined;
    }
    action.outputs.forEach((name, index) => this.context.artifacts.put(name, outputs[index]));
    const { run, ...made } = build;
    return { status: 'succeeded', ...made, reused: { run }, logFile: this.logFile };
  }

  /** Keeps a build that has run here to its end and without any stand-in. */
  public async keep({ status, update, remarks = [], variables = {}, reports = [] }: ActionOutcome): Promise<void> {
    const { folders, redaction, artifacts } = this.context;
    if (status !== 'succeeded' || update) {
      return;
    }
    const outputs = this.run.action.outputs.map((name) => artifacts.made(name));
    const exported = canonical(variables);
    if (redaction.redact(exported) === exported && !outputs.some((folder) => hasTextOf(folder, redaction.forms))) {
      const build: KeptBuild = { run: folders.run, remarks: remarks.map((remark) => redaction.redact(remark)), variables, reports };
      await this.builds.keep(this.project, this.key, build, { logFile: this.logFile, outputs });
    }
  }

  private get project(): string {
    const { account, region, name } = this.run.project;
    return `${account}.${region}.${name}`;
  }

  private get logFile(): string {
    return this.context.folders.logFile(this.context.number, this.run.action.stage, this.run.action.name);
  }
}

/** An input may have brought a secret that an earlier build was given. */
function hasTextOf(folder: string, secrets: readonly string[]): boolean {
  return secrets.length > 0 && listFiles(folder).map((file) => join(folder, file)).filter((file) => lstatSync(file).isFile()).some((file) => {
    const content = readFileSync(file);
    return secrets.some((secret) => content.includes(secret));
  });
}

/** All that a build can depend on, as far as the rehearsal gives it. */
async function partsOf({ action, project, buildspec, primaryInput }: BuildRun, declared: DeclaredVariables, context: ExecutionContext) {
  const runtimes = [...new Set([...RUNTIMES_OF_ALL, ...Object.keys(buildspec.runtimeVersions)])].sort();
  return {
    package: packageVersion(),
    pipeline: context.definition.name,
    sourceVersion: context.variables.tryFind('CommitId'),
    action,
    project,
    buildspec,
    primaryInput,
    variables: declared.values,
    path: inheritedEnvironment(context.environment).PATH,
    runtimes: await Promise.all(runtimes.map(async (runtime) => [runtime, await context.runtimes.versionOf(runtime)])),
    inputs: await Promise.all(action.inputs.map(async (name) => [name, await hashOfFolder(context.artifacts.get(name))])),
  };
}

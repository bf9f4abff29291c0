import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { assemblyFiles, PipelineApp } from './pipeline-app';
import type { CaseRun, EarlierRun, PipelineCase, SourceFiles } from './pipeline-case';
import { approverOf } from '../../src/cli/approver';
import { faultsOf } from '../../src/cli/faults';
import { parseRehearseOptions } from '../../src/cli/rehearse-options';
import { variablesOf } from '../../src/cli/variables';
import { checkDefinition, choosePipeline, readValues, type RehearsalReport } from '../../src/rehearsal';

/** The stack of a case's `Template`. */
const STACK = 'Tools';

/**
 * Lays a case out as a repository with a synthesized app and rehearses it, with the options of the command.
 *
 * @returns the reports of the earlier runs and, as the last one, the report that counts
 */
export async function rehearseCase(app: PipelineApp, pipeline: PipelineCase): Promise<RehearsalReport[]> {
  const { Source = {}, Run = {} } = pipeline;
  app.write(appFiles(pipeline, 'cdk.out/')).write(filesBelow('source', Source));
  if (Run.AppInSource !== undefined) {
    app.write(appFiles(pipeline, `source/${Run.AppInSource}/`));
  }
  Object.entries(Run.Sources ?? {}).forEach(([action, files]) => app.write(filesBelow(`sources/${action}`, files)));
  if (Run.Commit !== undefined) {
    commit(app.source, Run.Commit);
  }
  const reports: RehearsalReport[] = [];
  for (const run of [...Run.Earlier ?? [], Run as EarlierRun]) {
    app.write(filesBelow('source', { ...Source, ...run.Source }));
    reports.push(await rehearse(app, run, Object.keys(Run.Sources ?? {})));
  }
  return reports;
}

async function rehearse(app: PipelineApp, run: CaseRun & EarlierRun, sources: readonly string[]): Promise<RehearsalReport> {
  const options = parseRehearseOptions(['--app', app.app, '--source', app.source, '--output', app.output, ...run.Options ?? []]);
  const pipeline = choosePipeline(options.app, options.pipeline);
  checkDefinition(pipeline);
  return app.rehearse({
    pipeline,
    sources: { first: options.source, byAction: Object.fromEntries(sources.map((action) => [action, join(app.root, 'sources', action)])) },
    approve: approverOf(options, pipeline),
    faults: faultsOf(options, pipeline),
    variables: variablesOf(options, pipeline),
    values: readValues(options.source, options.values),
    environment: { PATH: process.env.PATH, HOME: app.root, LIBRARY: process.cwd(), ...run.Environment },
    ...(options.at && { at: options.at }),
    ...(run.Now !== undefined && { now: () => new Date(run.Now!) }),
  });
}

function appFiles({ Template, OtherStacks = {} }: PipelineCase, prefix: string): Record<string, string> {
  const stacks = Object.entries({ [STACK]: Template, ...OtherStacks }).map(([name, template]) => assemblyFiles(prefix, template, name));
  const manifests = stacks.map((files) => JSON.parse(files[`${prefix}manifest.json`]) as { artifacts: object });
  const manifest = { ...manifests[0], artifacts: Object.assign({}, ...manifests.map(({ artifacts }) => artifacts)) as object };
  return { ...Object.assign({}, ...stacks) as Record<string, string>, [`${prefix}manifest.json`]: JSON.stringify(manifest) };
}

function filesBelow(folder: string, files: SourceFiles): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, typeof content === 'string' ? content : JSON.stringify(content)]));
}

function commit(directory: string, message: string): void {
  const git = (...args: string[]) => spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: directory });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '--allow-empty', '-m', message);
}

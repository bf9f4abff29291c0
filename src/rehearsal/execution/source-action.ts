import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { ActionOutcome, NotExecutable } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { copyEntry, listFiles } from '../host/files';
import type { ActionDefinition } from '../model/pipeline-definition';

/** What is no source outside a git checkout, where nothing says which files are ignored. */
const NEVER_SOURCE = ['node_modules', 'cdk.out', '.git', '.rehearsal', '.venv'];

/** Takes the working tree, as a push of it would arrive: tracked files and new ones, without what git ignores. */
export function runSource(action: ActionDefinition, context: ExecutionContext): ActionOutcome {
  const source = folderOf(action, context);
  const folder = context.folders.newFolder(action.name);
  for (const file of sourceFiles(source, context.outputFolders)) {
    copyEntry(join(source, file), join(folder, file));
  }
  action.outputs.forEach((artifact) => context.artifacts.put(artifact, folder));
  return { status: 'succeeded', remarks: [`the working tree ${relative(process.cwd(), source) || '.'}`], variables: sourceVariables(action, source) };
}

function folderOf(action: ActionDefinition, context: ExecutionContext): string {
  const named = context.sources.byAction[action.name];
  const first = context.definition.stages.flatMap((stage) => stage.actions).find((candidate) => candidate.category === 'Source');
  if (named === undefined && first?.name !== action.name) {
    throw new NotExecutable(`the working tree stands for ${first?.name}; give this source with --source ${action.name}=<folder>`);
  }
  return named ?? context.sources.first;
}

/** The files of a working tree, relative to it. */
export function sourceFiles(directory: string, outputFolders: readonly string[]): string[] {
  const excluded = outputFolders.map((folder) => relative(resolve(directory), resolve(folder))).filter((path) => path && !path.startsWith('..'));
  const tracked = gitFiles(directory);
  const files = tracked ? tracked.flatMap((file) => filesAt(directory, file)) : listFiles(directory, NEVER_SOURCE);
  return files
    .filter((file) => !file.split('/').includes('node_modules'))
    .filter((file) => !excluded.some((folder) => file.startsWith(`${folder.split(sep).join('/')}/`)));
}

function gitFiles(directory: string): string[] | undefined {
  const answer = git(directory, 'ls-files', '-co', '--exclude-standard', '-z');
  return answer === undefined ? undefined : [...new Set(answer.split('\0').filter(Boolean))];
}

/** A deleted file is still in git's list, and a submodule or another repository is one entry for a whole folder. */
function filesAt(directory: string, file: string): string[] {
  const path = join(directory, file);
  if (!existsSync(path) && !lstatSync(path, { throwIfNoEntry: false })) {
    return [];
  }
  return lstatSync(path).isDirectory() ? listFiles(path, NEVER_SOURCE).map((below) => `${file.replace(/\/$/, '')}/${below}`) : [file];
}

function sourceVariables(action: ActionDefinition, source: string): Record<string, string> {
  const commit = git(source, 'rev-parse', 'HEAD')?.trim() ?? '0'.repeat(40);
  return {
    CommitId: commit,
    CommitMessage: git(source, 'log', '-1', '--format=%B')?.trim() ?? '',
    AuthorDate: git(source, 'log', '-1', '--format=%aI')?.trim() ?? '',
    BranchName: action.configuration.BranchName ?? action.configuration.Branch ?? '',
    FullRepositoryName: action.configuration.FullRepositoryId ?? '',
    RepositoryName: action.configuration.RepositoryName ?? action.configuration.FullRepositoryId?.split('/').at(-1) ?? '',
    VersionId: commit,
  };
}

function git(directory: string, ...args: string[]): string | undefined {
  const result = spawnSync('git', args, { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return result.status === 0 ? result.stdout : undefined;
}

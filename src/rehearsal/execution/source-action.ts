import { existsSync, lstatSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { ActionOutcome, NotExecutable } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { addHistory, isFullClone } from './full-clone';
import { sourceVariables } from './source-variables';
import { copyFiles, listFiles } from '../host/files';
import { git } from '../host/git';
import type { ActionDefinition } from '../model/pipeline-definition';
import { VALUES_FILE } from '../values/rehearsal-values';

/** What is no source outside a git checkout, where nothing says which files are ignored. */
const NEVER_SOURCE = ['node_modules', 'cdk.out', '.git', '.rehearsal', '.venv'];

/** Takes the working tree, as a push of it would arrive: tracked files and new ones, without what git ignores. */
export async function runSource(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const source = folderOf(action, context);
  const folder = context.folders.newFolder(action.name);
  await copyFiles(source, folder, await sourceFiles(source, context.outputFolders));
  const history = isFullClone(action) ? [await addHistory(source, folder, context)] : [];
  action.outputs.forEach((artifact) => context.artifacts.put(artifact, folder));
  return { status: 'succeeded', remarks: [standIn(action, source), ...history], variables: await sourceVariables(action, source) };
}

function standIn({ provider, configuration }: ActionDefinition, source: string): string {
  const folder = relative(process.cwd(), source) || '.';
  return provider === 'S3'
    ? `the folder ${folder} stands for the archive s3://${configuration.S3Bucket ?? ''}/${configuration.S3ObjectKey ?? ''}`
    : `the working tree ${folder}`;
}

function folderOf(action: ActionDefinition, context: ExecutionContext): string {
  const named = context.sources.byAction[action.name];
  if (named === undefined && action.provider === 'ECR') {
    throw new NotExecutable(`an image is no working tree: give a folder with an imageDetail.json with --source ${action.name}=<folder>`);
  }
  const sources = context.definition.stages.flatMap((stage) => stage.actions).filter((candidate) => candidate.category === 'Source');
  const first = sources.find((candidate) => candidate.provider !== 'ECR');
  if (named === undefined && first?.name !== action.name) {
    throw new NotExecutable(`the working tree stands for ${first?.name}; give this source with --source ${action.name}=<folder>`);
  }
  return named ?? context.sources.first;
}

/** The files of a working tree, relative to it. */
export async function sourceFiles(directory: string, outputFolders: readonly string[]): Promise<string[]> {
  const excluded = outputFolders.map((folder) => relative(resolve(directory), resolve(folder))).filter((path) => path && !path.startsWith('..'));
  const tracked = await gitFiles(directory);
  const files = tracked ? tracked.flatMap((file) => filesAt(directory, file)) : listFiles(directory, NEVER_SOURCE);
  return files
    .filter((file) => !file.split('/').includes('node_modules'))
    .filter((file) => basename(file) !== VALUES_FILE)
    .filter((file) => !excluded.some((path) => `${file}/`.startsWith(`${path.split(sep).join('/')}/`)));
}

async function gitFiles(directory: string): Promise<string[] | undefined> {
  const answer = await git(directory, 'ls-files', '-co', '--exclude-standard', '-z');
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

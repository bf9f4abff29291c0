import { mkdirSync, realpathSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { git } from '../host/git';
import type { ActionDefinition, PipelineDefinition } from '../model/pipeline-definition';

/** Whether CodeBuild gets a clone with its history: `OutputArtifactFormat` of the sources that are repositories. */
export function isFullClone({ configuration }: ActionDefinition): boolean {
  return configuration.OutputArtifactFormat === 'CODEBUILD_CLONE_REF';
}

/**
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html
 *
 * @throws ActionFailure if the action is no build and gets a reference to a clone, which it cannot follow
 */
export function refuseClones({ inputs, provider }: ActionDefinition, { stages }: PipelineDefinition): void {
  const clones = stages.flatMap((stage) => stage.actions).filter(isFullClone).flatMap(({ outputs }) => outputs);
  const clone = inputs.find((artifact) => clones.includes(artifact));
  if (clone !== undefined && !['CodeBuild', 'Commands'].includes(provider)) {
    throw new ActionFailure(`the input artifact ${clone} is a reference to a full clone (CODEBUILD_CLONE_REF), which only builds can use`);
  }
}

/**
 * Puts the history of a repository beside its copied files; what is not committed shows as changed.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/tutorials-github-gitclone.html
 *
 * @returns what a person should know about it
 */
export async function addHistory(source: string, folder: string, context: ExecutionContext): Promise<string> {
  const top = (await git(source, 'rev-parse', '--show-toplevel'))?.trim();
  if (top === undefined || realpathSync(top) !== realpathSync(source)) {
    return 'AWS hands on a full clone; this folder is no repository of its own and has no history to hand on';
  }
  const clone = context.folders.newFolder('clone');
  if (await git(clone, 'clone', '--quiet', '--no-checkout', '--', realpathSync(source), 'repository') === undefined) {
    return 'AWS hands on a full clone; the history of this repository could not be cloned';
  }
  const repository = join(clone, 'repository');
  // Without its origin, nothing that a build pushes reaches the developer's repository.
  await git(repository, 'remote', 'remove', 'origin');
  await git(repository, 'update-ref', '--no-deref', 'HEAD', (await git(repository, 'rev-parse', 'HEAD'))!.trim());
  await git(repository, 'reset', '--quiet');
  mkdirSync(folder, { recursive: true });
  renameSync(join(repository, '.git'), join(folder, '.git'));
  return 'a full clone: with the history of the repository and without its remote';
}

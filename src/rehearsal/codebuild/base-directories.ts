import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { matchesGlob } from './glob';

/**
 * The folders that a `base-directory` names, which may hold wildcards: `my-build*` is all that start so.
 *
 * @param pattern relative to the directory
 */
export function baseDirectories(directory: string, pattern: string): string[] {
  return pattern.split('/').reduce((folders, name) => folders.flatMap((folder) => foldersNamed(folder, name)), [directory]);
}

function foldersNamed(folder: string, name: string): string[] {
  const names = /[*?[]/.test(name) ? readdirSync(folder).filter((candidate) => matchesGlob(candidate, name)).sort() : [name];
  return names.map((candidate) => join(folder, candidate)).filter((path) => existsSync(path) && statSync(path).isDirectory());
}

import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { baseDirectories } from './base-directories';
import type { BuildArtifacts } from './buildspec/artifacts';
import { matchesGlob } from './glob';
import { copyTree } from '../host/copy-tree';
import { FILES_AT_ONCE, isDirectory, linkOrCopyFile, listFiles } from '../host/files';
import { inParallel } from '../host/in-parallel';

/** The files of a list that make an artifact. */
export function selectFiles(files: readonly string[], artifacts: Pick<BuildArtifacts, 'files' | 'excludePaths'>): string[] {
  return files.filter((file) =>
    artifacts.files.some((pattern) => matchesGlob(file, pattern))
    && !artifacts.excludePaths.some((pattern) => matchesGlob(file, pattern)));
}

/**
 * Collects an artifact out of a build's folder.
 *
 * @param environment the build's variables at its end, which patterns may name
 * @throws Error in CodeBuild's words if there is nothing to collect
 */
export async function collectArtifact(
  buildDirectory: string, artifacts: BuildArtifacts, environment: Readonly<Record<string, string>>, target: string,
): Promise<void> {
  const expand = (text: string) => expandVariables(text, environment);
  const bases = baseDirectories(buildDirectory, expand(artifacts.baseDirectory ?? '.'));
  if (bases.length === 0) {
    throw new Error(`no matching base directory path found for ${artifacts.baseDirectory}`);
  }
  const patterns = artifacts.files.map(expand);
  const excludePaths = artifacts.excludePaths.map(expand);
  const files = bases.flatMap((base) => selectFiles(listFiles(base), { files: patterns, excludePaths }).map((file) => ({ base, file })));
  if (files.length === 0) {
    const folder = patterns.find((pattern) => bases.some((base) => isDirectory(join(base, pattern))));
    const hint = folder ? ` (${folder} is a folder: \`${folder}/**/*\` takes what is in it)` : '';
    throw new Error(`no matching artifact paths found for ${patterns.join(', ')}${hint}`);
  }
  // Without their folders, files may have the same name: the last one stays.
  const placed = [...new Map(files.map((entry) => [artifacts.discardPaths ? basename(entry.file) : entry.file, entry]))];
  for (const folder of new Set(placed.map(([place]) => dirname(place)))) {
    await mkdir(join(target, folder), { recursive: true });
  }
  await inParallel(placed, FILES_AT_ONCE, ([place, { base, file }]) =>
    collectEntry(join(base, file), join(target, place), base, artifacts.enableSymlinks));
}

async function collectEntry(from: string, to: string, base: string, enableSymlinks: boolean): Promise<void> {
  if (!lstatSync(from).isSymbolicLink()) {
    // The build's folder goes away and nobody writes to an artifact: a second name is enough.
    await linkOrCopyFile(from, to);
  } else if (enableSymlinks && (!existsSync(from) || staysWithin(from, base))) {
    await symlink(readlinkSync(from), to);
  } else if (existsSync(from)) {
    // What a link points to travels instead. One that leaves the artifact would point nowhere for the next action.
    await (isDirectory(realpathSync(from)) ? copyTree : copyFile)(realpathSync(from), to);
  }
}

function staysWithin(link: string, base: string): boolean {
  const target = relative(realpathSync(base), realpathSync(link));
  return !isAbsolute(readlinkSync(link)) && target !== '..' && !target.startsWith(`..${sep}`);
}

function expandVariables(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_whole, braced: string | undefined, plain: string | undefined) => environment[braced ?? plain!] ?? '');
}

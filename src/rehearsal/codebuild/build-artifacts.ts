import { existsSync, lstatSync, readlinkSync, realpathSync, rmSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { baseDirectories } from './base-directories';
import type { BuildArtifacts } from './buildspec/artifacts';
import { matchesGlob } from './glob';
import { copyEntry, isDirectory, linkOrCopyFile, listFiles } from '../host/files';

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
export function collectArtifact(
  buildDirectory: string, artifacts: BuildArtifacts, environment: Readonly<Record<string, string>>, target: string,
): void {
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
  for (const { base, file } of files) {
    collectEntry(join(base, file), join(target, artifacts.discardPaths ? basename(file) : file), base, artifacts.enableSymlinks);
  }
}

function collectEntry(from: string, to: string, base: string, enableSymlinks: boolean): void {
  // Without their paths, two files may have one name. The later one must not be written through a second name of the earlier.
  rmSync(to, { recursive: true, force: true });
  if (!lstatSync(from).isSymbolicLink()) {
    // The build's folder goes away and nobody writes to an artifact: a second name is enough.
    linkOrCopyFile(from, to);
  } else if (enableSymlinks && (!existsSync(from) || staysWithin(from, base))) {
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(readlinkSync(from), to);
  } else if (existsSync(from)) {
    // What a link points to travels instead. One that leaves the artifact would point nowhere for the next action.
    copyEntry(realpathSync(from), to);
  }
}

function staysWithin(link: string, base: string): boolean {
  const target = relative(realpathSync(base), realpathSync(link));
  return !isAbsolute(readlinkSync(link)) && target !== '..' && !target.startsWith(`..${sep}`);
}

function expandVariables(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_whole, braced: string | undefined, plain: string | undefined) => environment[braced ?? plain!] ?? '');
}

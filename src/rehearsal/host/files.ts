import { constants, Dirent, existsSync, lstatSync, readdirSync } from 'node:fs';
import { chmod, copyFile, link, lstat, mkdir, readdir, readlink, rm, symlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inParallel } from './in-parallel';

/** A file or symbolic link below a folder, its path separated by `/`. */
export type RelativePath = string;

/** How many files are worked on at the same time; more do not make it faster. */
export const FILES_AT_ONCE = 16;

/** Copies files and symbolic links, given by their paths, from one folder to another. */
export async function copyFiles(from: string, to: string, files: readonly RelativePath[]): Promise<void> {
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    await mkdir(join(to, folder), { recursive: true });
  }
  await inParallel(files, FILES_AT_ONCE, async (file) => copyLeaf(join(from, file), join(to, file), await lstat(join(from, file))));
}

/** Links stay as they are: what they point to is part of the tree or belongs to the machine. */
async function copyLeaf(from: string, to: string, kind: Pick<Dirent, 'isFile' | 'isSymbolicLink'>): Promise<void> {
  if (kind.isSymbolicLink()) {
    await symlink(await readlink(from), to);
  } else if (kind.isFile()) {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    const { atime, mtime } = await lstat(from);
    await utimes(to, atime, mtime);
  }
}

/** Gives a file a second name, or copies it where the file system has no hard links. Only for files that are never written again. */
export async function linkOrCopyFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

/** Removes a folder with all that is in it, also what a build has made unwritable, as the module cache of Go is. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
    await makeWritable(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    await makeWritable(join(folder, name));
  }
}

/** The files and links below a folder, without those in folders of the given names. Links to folders are not followed. */
export function listFiles(directory: string, without: readonly string[] = [], below = ''): RelativePath[] {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      return without.includes(entry.name) ? [] : listFiles(directory, without, path);
    }
    return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
  });
}

export function isDirectory(path: string): boolean {
  return existsSync(path) && lstatSync(path).isDirectory();
}

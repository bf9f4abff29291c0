import { constants, cpSync, existsSync, linkSync, lstatSync, mkdirSync, copyFileSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file or symbolic link below a folder, its path separated by `/`. */
export type RelativePath = string;

/** Copies a folder; where the file system can share blocks between copies, it costs next to nothing. */
export async function copyTree(from: string, to: string): Promise<void> {
  // Links stay as they are: what they point to is part of the tree or belongs to the machine.
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true, preserveTimestamps: true });
}

/** Copies one file or symbolic link. */
export function copyEntry(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true, preserveTimestamps: true, recursive: true });
}

/** Gives a file a second name, or copies it where the file system has no hard links. Only for files that are never written again. */
export function linkOrCopyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
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

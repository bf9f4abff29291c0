import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FILES_AT_ONCE, RelativePath } from '../host/files';
import { inParallel } from '../host/in-parallel';

/** What a build can see of one entry of its input. */
export interface TreeEntry {
  readonly path: RelativePath;
  readonly kind: 'file' | 'folder' | 'link';
  /** The permissions of a file; those of folders and links depend on the machine. */
  readonly mode?: number;
  /** The hash of a file's bytes, or where a link points to. */
  readonly content?: string;
}

/** The hash of a folder with all that is in it, whatever the order in which the file system lists it. */
export async function hashOfFolder(folder: string): Promise<string> {
  return hashOfEntries(await inParallel(pathsBelow(folder), FILES_AT_ONCE, (path) => entryAt(folder, path)));
}

export function hashOfEntries(entries: readonly TreeEntry[]): string {
  const lines = entries.map(({ path, kind, mode, content }) => JSON.stringify([path, kind, mode ?? null, content ?? null]));
  return hashOf(lines.sort().join('\n'));
}

/** The hash of a value, whatever the order of the keys of its objects. */
export function hashOfValue(value: unknown): string {
  return hashOf(canonical(value));
}

/** A text that is the same for the same value. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof RegExp) {
      return String(part);
    }
    const isPlain = typeof part === 'object' && part !== null && !Array.isArray(part);
    return isPlain ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => one < other ? -1 : 1)) : part;
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function pathsBelow(folder: string, below = ''): RelativePath[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? [path, ...pathsBelow(folder, path)] : [path];
  });
}

async function entryAt(folder: string, path: RelativePath): Promise<TreeEntry> {
  const file = join(folder, path);
  const stats = lstatSync(file);
  if (stats.isSymbolicLink()) {
    return { path, kind: 'link', content: readlinkSync(file) };
  }
  return stats.isDirectory() ? { path, kind: 'folder' } : { path, kind: 'file', mode: stats.mode, content: await hashOfFile(file) };
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

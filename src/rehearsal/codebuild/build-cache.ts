import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { selectFiles } from './build-artifacts';
import type { BuildCache } from './buildspec/cache';
import { copyTree } from '../host/copy-tree';
import { copyFiles, isDirectory, listFiles } from '../host/files';

/**
 * What builds of a project keep for each other between rehearsals. There is one cache for a project, which the next
 * succeeded build replaces.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html
 */
export class ProjectCache {
  private readonly key: string;

  /**
   * @param folder of the project's cache; it need not exist
   * @param directory in which the build runs
   */
  constructor(
    private readonly folder: string, private readonly cache: BuildCache, private readonly directory: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.key = cache.key === undefined ? '' : evaluate(cache.key, directory, environment);
  }

  /** What a person should know about the paths of the cache. */
  public get remarks(): string[] {
    const outside = this.cache.paths.filter(leavesSource);
    return outside.length === 0 ? [] : [`the cache is kept for paths in the source only, and not for ${outside.join(', ')}`];
  }

  /** Copies what was kept into the build's folder, if its key is the one asked for or starts like one of the fallback keys. */
  public async restore(): Promise<void> {
    const files = join(this.folder, 'files');
    if (this.cache.restores && existsSync(files) && this.matches(readFileSync(join(this.folder, 'key'), 'utf8'))) {
      await copyTree(files, this.directory);
    }
  }

  /** Keeps the files of a succeeded build. Half a cache is never left behind. */
  public async save(): Promise<void> {
    if (!this.cache.saves) {
      return;
    }
    const paths = this.cache.paths.filter((path) => !leavesSource(path));
    const patterns = paths.map((path) => isDirectory(join(this.directory, path)) ? `${path}/**/*` : path);
    const incomplete = `${this.folder}.incomplete`;
    rmSync(incomplete, { recursive: true, force: true });
    mkdirSync(join(incomplete, 'files'), { recursive: true });
    await copyFiles(this.directory, join(incomplete, 'files'), selectFiles(listFiles(this.directory), { files: patterns, excludePaths: [] }));
    writeFileSync(join(incomplete, 'key'), this.key);
    rmSync(this.folder, { recursive: true, force: true });
    renameSync(incomplete, this.folder);
  }

  private matches(kept: string): boolean {
    return this.cache.key === undefined || kept === this.key || this.cache.fallbackKeys.some((fallback) => kept.startsWith(fallback));
  }
}

function leavesSource(path: string): boolean {
  return /^[/~$]/.test(path) || normalize(path).startsWith('..');
}

/** A key may hold variables and commands, such as `npm-$(codebuild-hash-files package-lock.json)`. */
function evaluate(key: string, directory: string, environment: Readonly<Record<string, string>>): string {
  return spawnSync('sh', ['-c', `printf %s "${key}"`], { cwd: directory, env: { ...environment }, encoding: 'utf8' }).stdout;
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestReport } from '../codebuild/test-reports';
import { copyTree } from '../host/copy-tree';
import { removeTree } from '../host/files';
import type { RunFolders } from '../host/run-folders';

const FOLDER = 'reuse';
const INCOMPLETE = '.incomplete-';

/** How many builds of a project are kept. */
const KEPT_BUILDS = 2;

/** What a succeeded build has made. */
export interface KeptBuild {
  /** The run that built it. */
  readonly run: string;
  readonly remarks: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly reports: readonly TestReport[];
}

/** Where the parts of a build are on this machine. */
export interface BuildFiles {
  readonly logFile: string;
  /** The folders of the output artifacts, in the order of the action. */
  readonly outputs: readonly string[];
}

/**
 * The builds that are kept for later rehearsals in the same output folder, each under the key of all that it depends on.
 * An entry is made and removed beside its place and moved in one step, so that half of one is never found.
 */
export class KeptBuilds {
  /** Removes what a killed run was about to keep or to remove. */
  public static async removeIncomplete(output: string, run: string): Promise<void> {
    const projects = existsSync(join(output, FOLDER)) ? readdirSync(join(output, FOLDER)) : [];
    const left = projects.flatMap((project) => readdirSync(join(output, FOLDER, project)).filter((name) => name.startsWith(INCOMPLETE) && name.endsWith(`.${run}`))
      .map((name) => join(output, FOLDER, project, name)));
    await Promise.all(left.map(removeTree));
  }

  private count = 0;

  constructor(private readonly folders: RunFolders) {}

  /** Takes a build over: appends its log and fills the folders of its outputs. Undefined if there is none, or it cannot be read. */
  public async take(project: string, key: string, { logFile, outputs }: BuildFiles): Promise<KeptBuild | undefined> {
    const entry = join(this.folderOf(project), key);
    try {
      const build = JSON.parse(readFileSync(join(entry, 'build.json'), 'utf8')) as KeptBuild;
      const log = readFileSync(join(entry, 'log'));
      for (const [index, folder] of outputs.entries()) {
        await copyTree(join(entry, 'outputs', String(index)), folder);
      }
      writeFileSync(logFile, log, { flag: 'a' });
      utimesSync(entry, new Date(), new Date());
      return build;
    } catch {
      // Another rehearsal may just have removed it: then it is built.
      await Promise.all(outputs.map(async (folder) => {
        await removeTree(folder);
        mkdirSync(folder);
      }));
      return undefined;
    }
  }

  public async keep(project: string, key: string, build: KeptBuild, { logFile, outputs }: BuildFiles): Promise<void> {
    const incomplete = this.besides(project);
    mkdirSync(join(incomplete, 'outputs'), { recursive: true });
    for (const [index, folder] of outputs.entries()) {
      await copyTree(folder, join(incomplete, 'outputs', String(index)));
    }
    await copyFile(logFile, join(incomplete, 'log'));
    writeFileSync(join(incomplete, 'build.json'), `${JSON.stringify(build, undefined, 2)}\n`);
    await this.remove(project, key);
    if (!moved(incomplete, join(this.folderOf(project), key))) {
      // Another rehearsal has just kept the same.
      await removeTree(incomplete);
    }
    await this.removeOld(project);
  }

  private async removeOld(project: string): Promise<void> {
    const folder = this.folderOf(project);
    const keys = readdirSync(folder).filter((name) => !name.startsWith(INCOMPLETE));
    const lastUsed = (key: string) => statSync(join(folder, key), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const times = new Map(keys.map((key) => [key, lastUsed(key)]));
    const old = keys.sort((one, other) => times.get(other)! - times.get(one)!).slice(KEPT_BUILDS);
    for (const key of old) {
      await this.remove(project, key);
    }
  }

  private async remove(project: string, key: string): Promise<void> {
    const removed = this.besides(project);
    if (moved(join(this.folderOf(project), key), removed)) {
      await removeTree(removed);
    }
  }

  private folderOf(project: string): string {
    return this.folders.reuseFolder(project);
  }

  private besides(project: string): string {
    return join(this.folderOf(project), `${INCOMPLETE}${++this.count}.${this.folders.run}`);
  }
}

/** Whether it was there to be moved, and nothing was in its new place. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return false;
    }
    throw error;
  }
}

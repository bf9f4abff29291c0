import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TargetStack } from './deployment';
import type { StackTemplate } from './stack-template';
import { listFiles } from '../host/files';
import type { RunFolders } from '../host/run-folders';

const FOLDER = 'deployed';

/** A stack as a rehearsal has left it. */
export interface DeployedStack {
  /** The run that deployed it. */
  readonly run: string;
  readonly template: StackTemplate;
}

/**
 * What the rehearsals in one output folder have "deployed": for each stack the template that would be live.
 *
 * Each run keeps a copy of what each of its stages has deployed, because a rollback goes back to one stage of one run.
 */
export class DeployedStacks {
  constructor(private readonly folders: RunFolders) {}

  /** @throws Error if the record cannot be read */
  public find(stack: TargetStack): DeployedStack | undefined {
    return readDeployedStack(this.fileOf(stack));
  }

  /** The record of a stack. It need not exist. */
  public fileOf(stack: TargetStack): string {
    return join(this.folders.output, FOLDER, pathOf(stack));
  }

  /** How a report names the record of a stack. */
  public nameOf(stack: TargetStack): string {
    return this.folders.inReport(this.fileOf(stack));
  }

  public put(stack: TargetStack, stage: string, template: StackTemplate): void {
    const text = `${JSON.stringify({ run: this.folders.run, template } satisfies DeployedStack)}\n`;
    this.write(join(this.ofStage(stage, this.folders.run), pathOf(stack)), text);
    this.write(this.fileOf(stack), text);
  }

  public remove(stack: TargetStack, stage: string): void {
    rmSync(join(this.ofStage(stage, this.folders.run), pathOf(stack)), { force: true });
    rmSync(this.fileOf(stack), { force: true });
  }

  /** Makes live again what a stage of an earlier run had deployed. Answers with the stacks, as `account/region/name`. */
  public restore(stage: string, run: string): string[] {
    const from = this.ofStage(stage, run);
    const paths = existsSync(from) ? listFiles(from).sort() : [];
    paths.forEach((path) => this.write(join(this.folders.output, FOLDER, path), readFileSync(join(from, path), 'utf8')));
    return paths.map((path) => decodeURIComponent(path.replace(/\.json$/, '')));
  }

  private ofStage(stage: string, run: string): string {
    return join(this.folders.output, run, FOLDER, fileNameOf(stage));
  }

  /** The file is whole or as it was before, whenever the rehearsal is killed. */
  private write(file: string, text: string): void {
    const temporary = `${file}.${this.folders.run}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  }
}

/**
 * @param file the record of a stack; it need not exist
 * @throws Error if the record cannot be read
 */
export function readDeployedStack(file: string): DeployedStack | undefined {
  return existsSync(file) ? recordIn(readFileSync(file, 'utf8')) : undefined;
}

function recordIn(text: string): DeployedStack {
  const record = JSON.parse(text) as Partial<DeployedStack> | null;
  if (typeof record?.run !== 'string' || typeof record.template?.body !== 'object' || typeof record.template.nested !== 'object') {
    throw new Error('it holds no record of a deployment');
  }
  return record as DeployedStack;
}

function pathOf(stack: TargetStack): string {
  return `${stackPath(stack)}.json`;
}

/** A path that no other stack has: stacks must not share a record. */
export function stackPath({ account, region, name }: TargetStack): string {
  return [account, region, name].map(fileNameOf).join('/');
}

/** A name that no path can be made of, and that no other name has. */
export function fileNameOf(name: string): string {
  return encodeURIComponent(name).replace(/[.~!*'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

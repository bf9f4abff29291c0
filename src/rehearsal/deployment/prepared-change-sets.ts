import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeChangeSet } from './change-set-description';
import { fileNameOf, stackPath } from './deployed-stacks';
import type { TargetStack } from './deployment';
import type { StackTemplate } from './stack-template';
import { ActionFailure } from '../execution/action-outcome';

/** The change sets that wait for their execution, each also as the description that CloudFormation would give of it. */
export class PreparedChangeSets {
  private readonly templates = new Map<string, StackTemplate>();

  /** @param folder an empty folder for the descriptions */
  constructor(private readonly folder: string) {}

  /** Prepares a change set, in the place of one of the same name. */
  public async put(stack: TargetStack, name: string, live: StackTemplate, template: StackTemplate): Promise<void> {
    this.templates.set(this.fileOf(stack, name), template);
    const description = await describeChangeSet(stack, name, live, template);
    mkdirSync(this.folderOf(stack), { recursive: true });
    writeFileSync(this.fileOf(stack, name), JSON.stringify(description));
  }

  /** @throws ActionFailure if the stack has changed since the change set was prepared, which takes all of its change sets away */
  public templateOf(stack: TargetStack, name: string): StackTemplate {
    const template = this.templates.get(this.fileOf(stack, name));
    if (!template) {
      throw new ActionFailure(`the change set ${name} of ${stack.name} is gone, because the stack has changed since: prepare it again`);
    }
    return template;
  }

  /** Removes all change sets of a stack. */
  public remove(stack: TargetStack): void {
    const folder = this.folderOf(stack);
    [...this.templates.keys()].filter((file) => dirname(file) === folder).forEach((file) => this.templates.delete(file));
    rmSync(folder, { recursive: true, force: true });
  }

  /** Where the descriptions of a stack's change sets are, by their names. */
  public folderOf(stack: TargetStack): string {
    return join(this.folder, stackPath(stack));
  }

  private fileOf(stack: TargetStack, name: string): string {
    return join(this.folderOf(stack), `${fileNameOf(name)}.json`);
  }
}

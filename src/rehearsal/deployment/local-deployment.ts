import { readFileSync } from 'node:fs';
import type { CloudFormationValidator } from './cloudformation-validator';
import { compareTemplates } from './compare-templates';
import { DeployedStack, DeployedStacks } from './deployed-stacks';
import type { Deployment, StackFiles, StackReference, StackRequest, TargetStack } from './deployment';
import type { PreparedChangeSets } from './prepared-change-sets';
import { NO_TEMPLATE, readStackTemplate, StackTemplate } from './stack-template';
import { ActionOutcome, NotExecutable } from '../execution/action-outcome';
import type { StackChanges } from '../report/stack-changes';

/**
 * Deployments without AWS: templates are validated and compared with what the last rehearsal would have deployed.
 * Nothing is deployed, but the next rehearsal takes the template for what is live.
 */
export class LocalDeployment implements Deployment {
  constructor(
    private readonly validator: CloudFormationValidator, private readonly deployed: DeployedStacks, private readonly changeSets: PreparedChangeSets,
    private readonly signal: AbortSignal,
  ) {}

  public announce({ stack, template: { file, reference } }: StackRequest): void {
    this.validator.announce(readFileSync(file, 'utf8'), reference, stack);
  }

  public async createOrUpdate(request: StackRequest): Promise<ActionOutcome> {
    return this.examine(request, (template) => this.deploy(request, template));
  }

  public async prepareChangeSet(request: StackRequest, changeSet: string): Promise<ActionOutcome> {
    return this.examine(request, (template, live) => this.changeSets.put(request.stack, changeSet, live, template));
  }

  public async executeChangeSet({ action, stack }: StackReference, changeSet: string): Promise<ActionOutcome> {
    this.deploy({ action, stack }, this.changeSets.templateOf(stack, changeSet));
    return { status: 'succeeded', remarks: [`the change set of ${stack.name} would be executed; nothing was deployed`] };
  }

  public async delete({ action, stack }: StackReference): Promise<ActionOutcome> {
    const { live, remarks } = this.find(stack);
    const changes = live && await this.changes(stack, live, NO_TEMPLATE);
    this.deployed.remove(stack, action.stage);
    this.changeSets.remove(stack);
    return { status: 'notExecuted', reasons: ['the action mode DELETE_ONLY has an effect in an account only'], remarks, changes };
  }

  public filesOf(stack: TargetStack): StackFiles {
    return { deployed: this.deployed.fileOf(stack), changeSets: this.changeSets.folderOf(stack) };
  }

  public async rollBack(stage: string, run: string): Promise<readonly string[]> {
    const stacks = this.deployed.restore(stage, run);
    return stacks.length === 0 ? [] : [`rollback: live are again the templates that ${run} had deployed: ${stacks.join(', ')}`];
  }

  /** Whatever changes a stack takes its change sets with it. */
  private deploy({ action, stack }: StackReference, template: StackTemplate): void {
    this.deployed.put(stack, action.stage, template);
    this.changeSets.remove(stack);
  }

  /** @param keep what becomes of a valid template, given also what is live */
  private async examine(
    { stack, template: { file, reference } }: StackRequest, keep: (template: StackTemplate, live: StackTemplate) => void | Promise<void>,
  ): Promise<ActionOutcome> {
    const result = await this.validator.validate(readFileSync(file, 'utf8'), reference, stack);
    if ('unavailable' in result) {
      throw new NotExecutable(result.unavailable);
    }
    if (result.findings.length > 0) {
      return { status: 'failed', reasons: result.findings.map((finding) => `${reference}: ${finding}`) };
    }
    const template = readStackTemplate(file);
    const { live, remarks } = this.find(stack);
    const changes = await this.changes(stack, live, template);
    if (this.signal.aborted) {
      return { status: 'interrupted' };
    }
    await keep(template, live?.template ?? NO_TEMPLATE);
    return { status: 'succeeded', remarks: [`the template of ${stack.name} is valid; nothing was deployed`, ...remarks], changes };
  }

  private async changes({ name }: TargetStack, live: DeployedStack | undefined, template: StackTemplate): Promise<StackChanges> {
    return { stack: name, comparedWith: live?.run ?? null, ...await compareTemplates(live?.template ?? NO_TEMPLATE, template) };
  }

  private find(stack: TargetStack): { readonly live?: DeployedStack; readonly remarks: readonly string[] } {
    try {
      return { live: this.deployed.find(stack), remarks: [] };
    } catch (error) {
      const file = this.deployed.nameOf(stack);
      return { remarks: [`${file} cannot be read (${(error as Error).message}): the stack is taken as new; this rehearsal writes the file again`] };
    }
  }
}

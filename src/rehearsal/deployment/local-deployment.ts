import { readFileSync } from 'node:fs';
import type { CloudFormationValidator } from './cloudformation-validator';
import { compareTemplates } from './compare-templates';
import { DeployedStack, DeployedStacks } from './deployed-stacks';
import type { Deployment, StackReference, StackRequest, TargetStack } from './deployment';
import { NO_TEMPLATE, readStackTemplate, StackTemplate } from './stack-template';
import { ActionOutcome, NotExecutable } from '../execution/action-outcome';
import type { StackChanges } from '../report/stack-changes';

/**
 * Deployments without AWS: templates are validated and compared with what the last rehearsal would have deployed.
 * Nothing is deployed, but the next rehearsal takes the template for what is live.
 */
export class LocalDeployment implements Deployment {
  /** Templates of prepared change sets. */
  private readonly prepared = new Map<string, StackTemplate>();

  constructor(private readonly validator: CloudFormationValidator, private readonly deployed: DeployedStacks, private readonly signal: AbortSignal) {}

  public announce({ stack, template: { file, reference } }: StackRequest): void {
    this.validator.announce(readFileSync(file, 'utf8'), reference, stack);
  }

  public async createOrUpdate(request: StackRequest): Promise<ActionOutcome> {
    return this.examine(request, (template) => this.deployed.put(request.stack, request.action.stage, template));
  }

  public async prepareChangeSet(request: StackRequest, changeSet: string): Promise<ActionOutcome> {
    return this.examine(request, (template) => this.prepared.set(keyOf(request.stack, changeSet), template));
  }

  public async executeChangeSet({ action, stack }: StackReference, changeSet: string): Promise<ActionOutcome> {
    this.deployed.put(stack, action.stage, this.prepared.get(keyOf(stack, changeSet))!);
    return { status: 'succeeded', remarks: [`the change set of ${stack.name} would be executed; nothing was deployed`] };
  }

  public async delete({ action, stack }: StackReference): Promise<ActionOutcome> {
    const { live, remarks } = this.find(stack);
    const changes = live && await this.changes(stack, live, NO_TEMPLATE);
    this.deployed.remove(stack, action.stage);
    return { status: 'notExecuted', reasons: ['the action mode DELETE_ONLY has an effect in an account only'], remarks, changes };
  }

  public async rollBack(stage: string, run: string): Promise<readonly string[]> {
    const stacks = this.deployed.restore(stage, run);
    return stacks.length === 0 ? [] : [`rollback: live are again the templates that ${run} had deployed: ${stacks.join(', ')}`];
  }

  /** @param keep what becomes of a valid template */
  private async examine({ stack, template: { file, reference } }: StackRequest, keep: (template: StackTemplate) => void): Promise<ActionOutcome> {
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
    keep(template);
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

function keyOf({ account, region, name }: TargetStack, changeSet: string): string {
  return [account, region, name, changeSet].join('/');
}

import { setTimeout } from 'node:timers/promises';
import type { CloudFormation, Stack } from '@aws-sdk/client-cloudformation';
import { saysNoChanges, unlessMissing } from './cloudformation-errors';
import { StackEvents } from './stack-events';
import { ActionFailure } from '../../execution/action-outcome';

const POLL_MILLISECONDS = 500;

const NOT_CREATED = 'REVIEW_IN_PROGRESS';

/** How a stack ends when an operation on it has succeeded. */
const SUCCEEDED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** A stack in an emulated account. */
export class EmulatedStack {
  constructor(
    private readonly client: CloudFormation, private readonly name: string, private readonly signal: AbortSignal,
    private readonly progress: (status: string) => void) {}

  /** The stack, unless there is none or none but a change set that would create it. */
  public async find(): Promise<Stack | undefined> {
    const stack = await this.describe();
    return stack?.StackStatus === NOT_CREATED ? undefined : stack;
  }

  /** The ARN of a stack that is there only because a change set would create it. */
  public async findNotCreated(): Promise<string | undefined> {
    const stack = await this.describe();
    return stack?.StackStatus === NOT_CREATED ? stack.StackId : undefined;
  }

  public async template(): Promise<string> {
    const { TemplateBody = '' } = await this.client.getTemplate({ StackName: this.name, TemplateStage: 'Original' }, this.abort);
    return TemplateBody;
  }

  /** Runs an operation that creates or changes the stack, until it has ended. */
  public async change(start: () => Promise<unknown>): Promise<Stack> {
    const events = await StackEvents.before(this.client, this.name, this.signal);
    await start();
    const stack = await this.untilSettled();
    if (!stack || !SUCCEEDED.includes(stack.StackStatus!)) {
      throw new ActionFailure(await this.explain(events, stack));
    }
    return stack;
  }

  /** Deletes the stack, which must be there. */
  public async delete(roleArn: string | undefined): Promise<void> {
    const events = await StackEvents.before(this.client, this.name, this.signal);
    await this.client.deleteStack({ StackName: this.name, RoleARN: roleArn }, this.abort);
    const stack = await this.untilSettled();
    if (stack && stack.StackStatus !== 'DELETE_COMPLETE') {
      throw new ActionFailure(await this.explain(events, stack));
    }
  }

  /** The ARN of a change set of this stack, which is the only name that no other stack's change set has. */
  public async findChangeSet(name: string): Promise<string | undefined> {
    const list = await unlessMissing(this.client.listChangeSets({ StackName: this.name }, this.abort));
    return list?.Summaries?.find((summary) => summary.StackName === this.name && summary.ChangeSetName === name)?.ChangeSetId;
  }

  /** Waits until a change set is made. False if it would change nothing. */
  public async hasChanges(changeSet: string): Promise<boolean> {
    for (;;) {
      const { Status, StatusReason } = await this.client.describeChangeSet({ StackName: this.name, ChangeSetName: changeSet }, this.abort);
      if (Status === 'FAILED' && !saysNoChanges(StatusReason)) {
        throw new ActionFailure(`the change set of ${this.name} could not be made: ${StatusReason}`);
      }
      if (!/_(PENDING|IN_PROGRESS)$/.test(Status ?? '')) {
        return Status !== 'FAILED';
      }
      await setTimeout(POLL_MILLISECONDS, undefined, { signal: this.signal });
    }
  }

  private async untilSettled(): Promise<Stack | undefined> {
    let status: string | undefined;
    for (;;) {
      const stack = await this.describe();
      if (stack && stack.StackStatus !== status) {
        status = stack.StackStatus!;
        this.progress(status);
      }
      if (!stack || !/_IN_PROGRESS$/.test(stack.StackStatus!)) {
        return stack;
      }
      await setTimeout(POLL_MILLISECONDS, undefined, { signal: this.signal });
    }
  }

  private async describe(): Promise<Stack | undefined> {
    return (await unlessMissing(this.client.describeStacks({ StackName: this.name }, this.abort)))?.Stacks?.[0];
  }

  private async explain(events: StackEvents, stack: Stack | undefined): Promise<string> {
    const reason = await events.firstFailure() ?? stack?.StackStatusReason ?? 'no event gives a reason';
    return `the stack ${this.name} ended in ${stack?.StackStatus ?? 'its deletion'}: ${reason}`;
  }

  private get abort() {
    return { abortSignal: this.signal };
  }
}

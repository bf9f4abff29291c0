import type { CloudFormation, StackEvent } from '@aws-sdk/client-cloudformation';
import { unlessMissing } from './cloudformation-errors';

/** The events of one operation on a stack. */
export class StackEvents {
  /** Remembers which events there are before the operation starts. */
  public static async before(client: CloudFormation, stack: string, signal: AbortSignal): Promise<StackEvents> {
    const [last] = await eventsOf(client, stack, signal);
    return new StackEvents(client, stack, signal, last?.EventId);
  }

  private constructor(
    private readonly client: CloudFormation, private readonly stack: string,
    private readonly signal: AbortSignal, private readonly lastSeen?: string) {}

  /** Why the operation failed: the first resource that did. What fails later is mostly cancelled on its account. */
  public async firstFailure(): Promise<string | undefined> {
    const events = await eventsOf(this.client, this.stack, this.signal);
    const seen = events.findIndex((event) => event.EventId === this.lastSeen);
    const own = seen < 0 ? events : events.slice(0, seen);
    const failed = own.reverse().find((event) => event.ResourceStatus?.endsWith('_FAILED') && event.ResourceStatusReason);
    return failed && `${failed.LogicalResourceId} (${failed.ResourceType}): ${failed.ResourceStatusReason}`;
  }
}

/** All events of a stack, the newest first. */
async function eventsOf(client: CloudFormation, stack: string, abortSignal: AbortSignal): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let token: string | undefined;
  do {
    const page = await unlessMissing(client.describeStackEvents({ StackName: stack, NextToken: token }, { abortSignal }));
    events.push(...page?.StackEvents ?? []);
    token = page?.NextToken;
  } while (token);
  return events;
}

import { ActionFailure } from '../../execution/action-outcome';

/** The errors of CloudFormation and of the way to it, as far as they matter. */
interface ServiceError extends Error {
  /** Set if the service has answered. */
  readonly $fault?: 'client' | 'server';
  /** Set by the client, however the call has failed. */
  readonly $metadata?: object;
}

/** The answer, or undefined if there is no such stack: CloudFormation has no error of its own for that. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether an update or a change set was refused because it changes nothing. */
export function saysNoChanges(message: string | undefined): boolean {
  return /No updates are to be performed|didn't contain changes/.test(message ?? '');
}

/** What the service says becomes the failure of the action; anything else stays a fault of the rehearsal. */
export function asActionFailure(error: unknown, endpoint: string): unknown {
  const { $fault, $metadata, name, message } = error as ServiceError;
  if ($fault !== undefined) {
    return new ActionFailure(`${name}: ${message}`);
  }
  return $metadata === undefined ? error : new ActionFailure(`the emulator at ${endpoint} does not answer: ${message}`);
}

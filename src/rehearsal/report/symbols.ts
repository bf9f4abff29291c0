import type { ActionStatus } from '../execution/action-outcome';

const STATUS: Readonly<Record<ActionStatus, readonly [string, string]>> = {
  succeeded: ['✔', 'succeeded'],
  failed: ['✖', 'failed'],
  notExecuted: ['○', 'not executed'],
  withheld: ['✋', 'approval withheld'],
  skipped: ['·', 'skipped'],
  interrupted: ['✖', 'interrupted'],
};

/** One character for how an action ended. */
export function symbolOf(status: ActionStatus): string {
  return STATUS[status][0];
}

/** The status in words. */
export function wordsOf(status: ActionStatus): string {
  return STATUS[status][1];
}

import type { ActionReport } from './report';

/** That an action has not run, in a line; none for one that has. */
export function reuseOf({ reused }: ActionReport): string[] {
  return reused ? [`reused from the run ${reused.run}: nothing has changed that the build depends on`] : [];
}

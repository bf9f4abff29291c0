import { readFileSync } from 'node:fs';
import { reviewAsset } from '../assets';

/**
 * Resources that hold what cannot be made again from the template: data, keys, or what others have stored the name of.
 * Whoever replaces or removes one loses it, unless a policy of the resource retains it. The review of a release goes by the same list.
 */
const STATEFUL_TYPES: ReadonlySet<string> = new Set(JSON.parse(readFileSync(reviewAsset('lib/stateful-types.json'), 'utf8')) as string[]);

/** Whether a resource of this type holds data that goes with it. */
export function isStateful(type: string): boolean {
  return STATEFUL_TYPES.has(type);
}

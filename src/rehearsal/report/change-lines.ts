import type { PermissionChange, ResourceChange, StackChanges } from './stack-changes';

/** How many changes a terminal shows; all of them are in the report's page and in `report.json`. */
const MOST_LINES = 12;

export type ChangeKind = 'replaced' | 'removed' | 'changed' | 'added';

/** The kinds of changes, what may hurt first. */
export const CHANGE_KINDS: readonly ChangeKind[] = ['replaced', 'removed', 'changed', 'added'];

/** One character for what happens to a resource. */
export const CHANGE_SYMBOLS: Readonly<Record<ChangeKind, string>> = { added: '+', changed: '~', replaced: '!', removed: '-' };

/** What a deployment changes, in aligned lines. A new stack is one line: everything in it is new. */
export function changeLines(changes: StackChanges): string[] {
  if (changes.comparedWith === null) {
    return [changeSummary(changes)];
  }
  const resources = CHANGE_KINDS.flatMap((kind) => changes[kind].map((change) => ({ kind, change })));
  const shown = resources.slice(0, MOST_LINES);
  const widest = Math.max(0, ...shown.map(({ change }) => nameOfResource(change).length));
  const lines = shown.map(({ kind, change }) =>
    [`${CHANGE_SYMBOLS[kind]} ${nameOfResource(change).padEnd(widest)}  ${change.type}`, noteOn(change)].filter(Boolean).join('  '));
  return [changeSummary(changes), ...limited(lines, resources.length), ...permissionLines(changes)];
}

function permissionLines({ permissionChanges, permissionsBroadened }: StackChanges): string[] {
  const broadening = permissionChanges.filter(({ broadens }) => broadens);
  const lines = broadening.slice(0, MOST_LINES).map((change) => `${symbolOfPermission(change)} ${change.description}`);
  return permissionsBroadened ? ['permissions are broadened:', ...limited(lines, broadening.length)] : [];
}

function limited(lines: readonly string[], all: number): string[] {
  return [...lines.map((line) => `  ${line}`), ...(all > lines.length ? [`  … and ${all - lines.length} more`] : [])];
}

/** All changes in one line. */
export function changeSummary(changes: StackChanges): string {
  const { stack, comparedWith, added, sections } = changes;
  if (comparedWith === null) {
    return `${stack}: first deployment: ${added.length} ${added.length === 1 ? 'resource' : 'resources'}`;
  }
  const counts = [...CHANGE_KINDS].reverse().filter((kind) => changes[kind].length > 0).map((kind) => `${changes[kind].length} ${kind}`);
  const words = counts.length > 0 ? counts.join(', ') : 'no resource changes';
  return `${stack}: ${words}${sections.length > 0 ? `; also ${sections.join(', ')}` : ''}; compared with ${comparedWith}`;
}

/** The construct as its author knows it, or the logical id. */
export function nameOfResource({ path, logicalId }: ResourceChange): string {
  return path?.replace(/\/(Resource|Default)$/, '') ?? logicalId;
}

/** What a person should know of a change; empty for one that goes without saying. */
export function noteOn({ properties = [], replacement, assetsOnly, stateful, retained }: ResourceChange): string {
  const names = properties.join(', ');
  const what = replacement ? `${replacement === 'certain' ? 'is replaced' : 'may be replaced'}: ${names}` : assetsOnly ? `${names}, only by the hash of an asset` : names;
  const loss = !stateful ? '' : retained ? 'its data stays in the account' : 'HOLDS DATA';
  return [what, loss || (retained ? 'stays in the account' : '')].filter(Boolean).join('; ');
}

export function symbolOfPermission({ change }: PermissionChange): string {
  return CHANGE_SYMBOLS[change];
}

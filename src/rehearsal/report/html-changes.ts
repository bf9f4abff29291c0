import { CHANGE_KINDS, CHANGE_SYMBOLS, ChangeKind, changeSummary, nameOfResource, noteOn, symbolOfPermission } from './change-lines';
import { bdi } from './html-parts';
import { escapeText } from './markup';
import type { PermissionChange, ResourceChange, StackChanges } from './stack-changes';

const TITLES: Readonly<Record<ChangeKind, string>> = { replaced: 'Replaced', removed: 'Removed', changed: 'Changed', added: 'Added' };

/** Up to so many resources are shown at once; a person opens a longer list. */
const SHOWN_AT_ONCE = 25;

/** The changes in one line of an action in the picture: `+2 ~1 !1`, and what must not be missed. */
export function changesInPicture(changes: StackChanges | undefined): string {
  if (!changes) {
    return '';
  }
  const counts = [...CHANGE_KINDS].reverse().filter((kind) => changes[kind].length > 0)
    .map((kind) => `<span class="count ${kind}"><span aria-hidden="true">${CHANGE_SYMBOLS[kind]}</span>${changes[kind].length} <span class="spoken">${kind}</span></span>`);
  const first = changes.comparedWith === null ? ['<span class="kind">first deployment</span>'] : [];
  const parts = [...first, ...counts, ...warnings(changes)];
  return `<span class="changes">${parts.length > 0 ? parts.join('') : '<span class="kind">no changes</span>'}</span>`;
}

/** All changes of an action, for its details. */
export function changesInDetails(changes: StackChanges | undefined): string {
  if (!changes) {
    return '';
  }
  const lists = CHANGE_KINDS.filter((kind) => changes[kind].length > 0).map((kind) => resources(kind, changes[kind]));
  const all = `${lists.join('')}${permissions(changes.permissionChanges)}`;
  const count = CHANGE_KINDS.reduce((sum, kind) => sum + changes[kind].length, changes.permissionChanges.length);
  const head = `<p class="remark"><strong>${escapeText(changeSummary(changes))}</strong></p>${line(warnings(changes))}`;
  if (count === 0) {
    return `<div class="part">${head}</div>`;
  }
  const isOpen = changes.comparedWith !== null && count <= SHOWN_AT_ONCE;
  return `<div class="part">${head}<details${isOpen ? ' open' : ''}><summary>Changes: ${count}</summary>${all}</details></div>`;
}

function line(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<p class="changes">${parts.join('')}</p>`;
}

/** In a new stack there is nothing to lose yet, and every permission is a new one. */
function warnings({ comparedWith, replaced, removed, permissionsBroadened }: StackChanges): string[] {
  const lost = [...replaced, ...removed].filter(({ stateful, retained }) => stateful && !retained).length;
  return comparedWith === null ? [] : [
    ...(lost > 0 ? [`<span class="status badge failed">⚠\uFE0E data at risk: ${lost}</span>`] : []),
    ...(permissionsBroadened ? ['<span class="status badge notExecuted">▲\uFE0E permissions broadened</span>'] : []),
  ];
}

function resources(kind: ChangeKind, changes: readonly ResourceChange[]): string {
  const items = changes.map((change) => {
    const note = noteOn(change);
    const isLost = change.stateful && !change.retained;
    return `<li class="change ${kind}"><span class="sign" aria-hidden="true">${CHANGE_SYMBOLS[kind]}</span><span><strong>${bdi(nameOfResource(change))}</strong> `
      + `<span class="kind">${bdi(change.type)}</span>${note ? `<br><span class="${isLost ? 'reason failed' : 'kind'}">${escapeText(note)}</span>` : ''}</span></li>`;
  });
  return `<h5>${TITLES[kind]} <span class="kind">${changes.length}</span></h5><ul class="resources">${items.join('')}</ul>`;
}

function permissions(changes: readonly PermissionChange[]): string {
  if (changes.length === 0) {
    return '';
  }
  const items = changes.map((change) => `<li class="change ${change.broadens ? 'replaced' : 'changed'}"><span class="sign" aria-hidden="true">${symbolOfPermission(change)}</span>`
    + `<span>${change.broadens ? '<strong>broadens:</strong> ' : `${change.change}: `}${escapeText(change.description)}</span></li>`);
  return `<h5>Permissions <span class="kind">${changes.length}</span></h5><ul class="resources">${items.join('')}</ul>`;
}

import type { TemplateDiff } from '@aws-cdk/cloudformation-diff';
import { permissionChangesOf } from './permission-changes';
import { resourceChangesOf, ResourceFate } from './resource-changes';
import { NO_TEMPLATE, StackTemplate } from './stack-template';
import type { StackChanges } from '../report/stack-changes';

/** What differs between two templates of a stack. Its order depends on nothing but the templates. */
export type TemplateChanges = Omit<StackChanges, 'stack' | 'comparedWith'>;

/** The difference of one template: that of the stack, or that of a nested one. */
interface Level {
  readonly diff: TemplateDiff;
  readonly prefix: string;
  readonly nested: readonly string[];
}

const NO_CHANGES: TemplateChanges = {
  added: [], changed: [], replaced: [], removed: [], sections: [], permissionsBroadened: false, permissionChanges: [],
};

const SECTIONS = ['parameters', 'mappings', 'conditions', 'outputs'] as const;

/** Compares two templates, nested stacks included. The library is loaded with the first difference: it takes a second. */
export async function compareTemplates(before: StackTemplate, after: StackTemplate): Promise<TemplateChanges> {
  // Whatever has another order of keys is left to the library.
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return NO_CHANGES;
  }
  const { fullDiff } = await import('@aws-cdk/cloudformation-diff');
  const levels = levelsOf(fullDiff, before, after, '');
  const fates = levels.flatMap(({ diff, prefix, nested }) => resourceChangesOf(diff, prefix, nested));
  const of = (kind: ResourceFate['kind']) => inOrder(fates.filter((fate) => fate.kind === kind).map(({ resource }) => resource), ({ logicalId }) => logicalId);
  const permissionChanges = levels.flatMap(({ diff }) => permissionChangesOf(diff));
  return {
    added: of('added'),
    changed: of('changed'),
    replaced: of('replaced'),
    removed: of('removed'),
    sections: SECTIONS.filter((section) => levels.some(({ diff }) => diff[section].differenceCount > 0)),
    permissionsBroadened: permissionChanges.some(({ broadens }) => broadens),
    permissionChanges: inOrder(permissionChanges, ({ broadens, kind, change, description }) => `${broadens ? 0 : 1} ${kind} ${change} ${description}`),
  };
}

function levelsOf(fullDiff: typeof import('@aws-cdk/cloudformation-diff').fullDiff, before: StackTemplate, after: StackTemplate, prefix: string): Level[] {
  const nested = [...new Set([...Object.keys(before.nested), ...Object.keys(after.nested)])];
  return [
    { diff: fullDiff(before.body, after.body), prefix, nested },
    ...nested.flatMap((id) => levelsOf(fullDiff, before.nested[id] ?? NO_TEMPLATE, after.nested[id] ?? NO_TEMPLATE, `${prefix}${id}/`)),
  ];
}

/** By code units, whatever the language of the machine. */
function inOrder<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((one, other) => key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0);
}

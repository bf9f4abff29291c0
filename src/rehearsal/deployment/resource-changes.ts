import type { ResourceDifference, TemplateDiff } from '@aws-cdk/cloudformation-diff';
import { isStateful } from './stateful-types';
import { isObject } from '../model/intrinsics';
import type { ResourceChange } from '../report/stack-changes';

/** What happens to a resource. */
export interface ResourceFate {
  readonly kind: 'added' | 'changed' | 'replaced' | 'removed';
  readonly resource: ResourceChange;
}

/** CDK's own trace of which constructs are used: it means nothing to the stack, and `cdk diff` hides it as well. */
const IGNORED_TYPE = 'AWS::CDK::Metadata';

/** The name of an asset is the SHA-256 of its content. */
const HASH = /[0-9a-f]{64}/g;

/**
 * What the difference of two templates does to their resources.
 *
 * @param prefix that of a nested stack
 * @param opened nested stacks that are compared themselves: that their templates are assets with a hash says nothing more
 */
export function resourceChangesOf({ resources }: TemplateDiff, prefix: string, opened: readonly string[]): ResourceFate[] {
  return Object.entries(resources.changes).map(([logicalId, difference]) => ({ logicalId, fate: fateOf(`${prefix}${logicalId}`, difference) }))
    .filter(({ logicalId, fate }) => fate.resource.type !== IGNORED_TYPE && !(fate.resource.assetsOnly && opened.includes(logicalId)))
    .map(({ fate }) => fate);
}

function fateOf(logicalId: string, difference: ResourceDifference): ResourceFate {
  const { oldValue, newValue, changeImpact } = difference;
  const path: unknown = (newValue ?? oldValue)?.Metadata?.['aws:cdk:path'];
  const identity = { logicalId, ...(typeof path === 'string' && { path }), type: String((newValue ?? oldValue)?.Type) };
  const lost = isStateful(String((oldValue ?? newValue)?.Type)) && { stateful: true as const };
  switch (changeImpact) {
    case 'WILL_CREATE':
      return { kind: 'added', resource: identity };
    case 'WILL_DESTROY':
      return { kind: 'removed', resource: { ...identity, ...lost } };
    case 'WILL_ORPHAN':
      return { kind: 'removed', resource: { ...identity, ...lost, retained: true } };
    case 'WILL_REPLACE':
    case 'MAY_REPLACE': {
      const replacement = changeImpact === 'WILL_REPLACE' ? 'certain' as const : 'possible' as const;
      return { kind: 'replaced', resource: { ...identity, properties: namesOf(difference), replacement, ...lost, ...keepsReplaced(difference) } };
    }
    default:
      return { kind: 'changed', resource: { ...identity, properties: namesOf(difference), ...(isAssetsOnly(difference) && { assetsOnly: true as const }) } };
  }
}

/**
 * Whether the old one stays when CloudFormation replaces it. AWS does not say which template's policy counts: where
 * they disagree, nothing is promised.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
 */
function keepsReplaced({ oldValue, newValue }: ResourceDifference): { retained?: true } {
  return [oldValue, newValue].every((value) => value?.UpdateReplacePolicy === 'Retain') ? { retained: true } : {};
}

function namesOf({ propertyUpdates, otherChanges, resourceTypeChanged }: ResourceDifference): string[] {
  return [...Object.keys(propertyUpdates), ...Object.keys(otherChanges), ...(resourceTypeChanged ? ['Type'] : [])].sort();
}

function isAssetsOnly({ oldValue, newValue, propertyUpdates }: ResourceDifference): boolean {
  return Object.keys(propertyUpdates).length > 0 && withoutHashes(oldValue) === withoutHashes(newValue);
}

/** The order of keys means nothing to CloudFormation, but both texts come from CDK, which keeps it. */
function withoutHashes(value: unknown): string {
  const { Metadata, ...rest } = isObject(value) ? value : {};
  return JSON.stringify([rest, isObject(Metadata) ? Metadata['aws:cdk:path'] : undefined]).replace(HASH, '#');
}

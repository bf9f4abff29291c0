// The changes between two templates, for stacks whose change set cannot be prepared ahead.
const { canonical, isObject } = require('./canonical');
const { resourceChange } = require('./resource-change');

/** What is compared apart from resources. A rule checks parameters, and metadata is for people: neither changes anything. */
const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Outputs', 'Transform'];

/** @returns the changes of resources, and which other sections differ */
function compareTemplates(before, after) {
  const resources = [before.Resources ?? {}, after.Resources ?? {}];
  const ids = [...new Set(resources.flatMap(Object.keys))].filter((id) => !same(resources[0][id], resources[1][id]));
  return {
    changes: ids.flatMap((id) => toChanges(id, resources[0][id], resources[1][id])),
    sections: SECTIONS.filter((section) => !same(before[section] ?? {}, after[section] ?? {})).map((section) => section.toLowerCase()),
  };
}

function toChanges(logicalId, before, after) {
  const identity = { logicalId, type: (after ?? before).Type, path: (after ?? before).Metadata?.['aws:cdk:path'] };
  const [old, now] = [before?.Properties ?? {}, after?.Properties ?? {}];
  if (!before) {
    return [resourceChange('added', identity, {}, undefined, now)];
  }
  if (!after) {
    return [resourceChange('removed', identity, { retained: before.DeletionPolicy?.startsWith('Retain') }, old, undefined)];
  }
  const names = differing(old, now);
  const properties = [...names, ...differing(before, after).filter((name) => name !== 'Properties')];
  if (before.Type !== after.Type) {
    return [resourceChange('replaced', { ...identity, type: before.Type }, { properties, replacement: 'certain' }, old, now)];
  }
  // Which properties CloudFormation can change in place is written down nowhere here.
  return [resourceChange('changed', identity, { properties, ...(names.length > 0 && { replacement: 'unknown' }) }, old, now)];
}

function differing(before, after) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !same(before[key], after[key]));
}

function same(one, other) {
  return canonical(one ?? null) === canonical(other ?? null);
}

/** Whether a value can be a template at all. */
function isTemplate(value) {
  return isObject(value) && (value.Resources === undefined || isObject(value.Resources));
}

module.exports = { compareTemplates, isTemplate };

// A change set as CloudFormation describes it: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
const { createHash } = require('node:crypto');
const { canonical } = require('./canonical');
const { resourceChange } = require('./resource-change');

/** How CloudFormation says that a change set would change nothing; it fails to create one then. */
const NO_CHANGES = [/^The submitted information didn't contain changes/, /^No updates are to be performed/];

const RETAINED = ['Retain', 'ReplaceAndRetain'];

/** @returns `ready`, `empty` or what is wrong with it */
function stateOf({ Status, StatusReason = '' }) {
  if (Status === 'CREATE_COMPLETE') {
    return { state: 'ready' };
  }
  if (Status === 'FAILED' && NO_CHANGES.some((words) => words.test(StatusReason))) {
    return { state: 'empty' };
  }
  return { state: 'unusable', reason: [Status, StatusReason].filter(Boolean).join(': ') };
}

/** What the change set would do. */
function changesOf({ Changes }) {
  return Changes.map(({ ResourceChange }) => ResourceChange).filter(Boolean).map(toChange);
}

function toChange(change) {
  const { Action, LogicalResourceId: logicalId, ResourceType: type, Replacement, PolicyAction, Details = [] } = change;
  const before = parse(change.BeforeContext);
  const after = parse(change.AfterContext);
  const identity = { logicalId, type, path: (after ?? before)?.Metadata?.['aws:cdk:path'] };
  const more = { properties: Details.map(nameOfTarget), retained: RETAINED.includes(PolicyAction) };
  const make = (kind, replacement) => resourceChange(kind, identity, { ...more, replacement }, before?.Properties, after?.Properties);
  switch (Action) {
    case 'Add':
    case 'Import':
      return make('added');
    case 'Remove':
      return make('removed');
    case 'Dynamic':
      return make('replaced', 'possible');
    default:
      return Replacement === 'True' ? make('replaced', 'certain') : Replacement === 'Conditional' ? make('replaced', 'possible') : make('changed');
  }
}

function nameOfTarget({ Target: { Attribute, Name } = {} }) {
  return Name ?? Attribute ?? 'unknown';
}

/**
 * The change set in a form that is the same for two that would do the same. Values are told by their hash alone: the list ends up in an
 * artifact, and a change set knows values that a person need not.
 */
function normalise({ Changes }) {
  const entries = Changes.map(({ ResourceChange }) => ResourceChange).filter(Boolean).map(toEntry);
  return entries.sort((one, other) => (one.logicalId < other.logicalId ? -1 : 1));
}

function toEntry(change) {
  const { LogicalResourceId, ResourceType, Action, Replacement, PolicyAction, Details = [], BeforeContext, AfterContext } = change;
  const details = Details.map(({ Target = {}, Evaluation }) => [Target.Path ?? nameOfTarget({ Target }), Target.RequiresRecreation ?? '-', Evaluation ?? '-'].join(' '));
  const values = canonical([parse(BeforeContext), parse(AfterContext)].map((value) => value ?? null));
  return {
    logicalId: LogicalResourceId,
    type: ResourceType,
    action: Action,
    ...(Replacement && { replacement: Replacement }),
    ...(PolicyAction && { policy: PolicyAction }),
    details: [...new Set(details)].sort(),
    values: createHash('sha256').update(values).digest('hex'),
  };
}

/** A context is JSON in a text. One that is not, such as one that was cut, is compared as the text that it is. */
function parse(context) {
  try {
    return context === undefined ? undefined : JSON.parse(context);
  } catch {
    return { context };
  }
}

module.exports = { stateOf, changesOf, normalise };

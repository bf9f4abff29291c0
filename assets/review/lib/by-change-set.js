// What a change set that waits would do to its stack.
const { AwsError } = require('./aws');
const { changesOf, normalise, stateOf } = require('./change-set');
const { describeChangeSet, stackExists } = require('./cloudformation');
const { summaryOf } = require('./stack-summary');

/** What a change set would do to its stack, and its normalised form. */
async function describeBySet(stack, changeSet, accounts) {
  const set = await readySet(stack, changeSet, accounts);
  const changes = set ? changesOf(set) : [];
  const isNew = set !== undefined && !await stackExists(accounts, stack);
  // A change set that is ready and changes no resource changes outputs or the like.
  const sections = set && changes.length === 0 ? ['outputs or settings of the stack'] : [];
  return summaryOf(stack, { reviewedBy: 'changeSet', isNew, changes, sections, reviewed: set ? normalise(set) : [] });
}

/** @returns undefined if it would change nothing */
async function readySet(stack, changeSet, accounts) {
  const set = await describeChangeSet(accounts, stack, changeSet);
  const { state, reason } = stateOf(set);
  if (state === 'unusable') {
    throw new AwsError(`its change set ${changeSet} cannot be executed: ${reason}`);
  }
  return state === 'ready' ? set : undefined;
}

module.exports = { describeBySet, readySet };

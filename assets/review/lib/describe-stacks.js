// What would happen to each stack of an environment.
const { readFileSync } = require('node:fs');
const { Accounts, AwsError } = require('./aws');
const { changesOf, normalise, stateOf } = require('./change-set');
const { describeChangeSet, liveTemplate, stackExists } = require('./cloudformation');
const { broadenedBy } = require('./permissions');
const { Problems } = require('./problems');
const { byKind } = require('./resource-change');
const { compareTemplates, isTemplate } = require('./templates');

/** How many stacks are looked at at the same time. More would only meet the rate limits of CloudFormation. */
const PARALLEL = 4;

/**
 * Describes stacks, in their order.
 *
 * @param describe what to tell of one stack, given the accounts; it throws an AwsError where AWS refuses
 * @throws Problems with all stacks that could not be described
 */
async function describeAll(stacks, describe) {
  const accounts = new Accounts();
  const results = new Array(stacks.length);
  const problems = new Map();
  const waiting = [...stacks.keys()];
  const worker = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const { name, account, region } = stacks[index];
      try {
        results[index] = await describe(stacks[index], accounts);
      } catch (error) {
        if (!(error instanceof AwsError)) {
          throw error;
        }
        problems.set(index, `${name} (${account}, ${region}) could not be described: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  if (problems.size > 0) {
    const inOrder = [...problems.entries()].sort(([one], [other]) => one - other).map(([, problem]) => problem);
    throw new Problems([...inOrder, 'Correct this and retry the stage.']);
  }
  return results;
}

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

/** What differs between the template of a live stack and that of this release. */
async function describeByTemplate(stack, accounts) {
  const isNew = !await stackExists(accounts, stack);
  const live = isNew ? {} : await liveTemplate(accounts, stack);
  const { changes, sections } = compareTemplates(live, readTemplate(stack));
  return summaryOf(stack, { reviewedBy: 'template', isNew, changes, sections });
}

function readTemplate({ template }) {
  try {
    const value = JSON.parse(readFileSync(template, 'utf8'));
    if (isTemplate(value)) {
      return value;
    }
  } catch {
    // Said below: a missing file and a broken one have the same remedy.
  }
  throw new AwsError(`${template} of the cloud assembly is no template: the input of this build must be the output of the synth`);
}

function summaryOf({ name, account, region }, { reviewedBy, isNew, changes, sections, reviewed }) {
  const kinds = byKind(changes);
  return {
    name,
    account,
    region,
    reviewedBy,
    isNew,
    hasChanges: Object.values(kinds).some((list) => list.length > 0) || sections.length > 0,
    ...kinds,
    sections,
    permissions: broadenedBy(changes),
    ...(reviewed && { reviewed }),
  };
}

module.exports = { describeAll, describeBySet, describeByTemplate, readySet };

// Whether what would execute is what was reviewed.
const { canonical } = require('./canonical');

/**
 * The differences between two change sets of a stack, in words.
 *
 * @param reviewed the normalised change set that a person has seen
 * @param prepared the normalised change set that would execute
 */
function differencesOf(reviewed, prepared) {
  const ids = [...new Set([...reviewed, ...prepared].map(({ logicalId }) => logicalId))].sort();
  return ids.flatMap((id) => {
    const [before, now] = [reviewed, prepared].map((list) => list.find(({ logicalId }) => logicalId === id));
    return canonical(before ?? null) === canonical(now ?? null) ? [] : [difference(before, now)];
  });
}

function difference(before, now) {
  const { logicalId, type } = now ?? before;
  const [was, is] = [before, now].map(inWords);
  return `${logicalId} (${type}): reviewed: ${was}; would execute: ${is}${was === is ? ', with other values' : ''}`;
}

function inWords(entry) {
  if (!entry) {
    return 'no change';
  }
  const { action, replacement, policy, details } = entry;
  const names = details.map((detail) => detail.split(' ')[0].replace(/^\/Properties\//, ''));
  return [action, replacement && `replacement ${replacement}`, policy && `policy ${policy}`, names.join(', ')].filter(Boolean).join(', ');
}

/**
 * Whether the stage runs again with the artifacts of an older execution, for which its change sets are made anew.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_StageExecution.html
 */
function isRollback({ stageStates = [] }, pipelineStage) {
  const { status, type } = stageStates.find(({ stageName }) => stageName === pipelineStage)?.latestExecution ?? {};
  return status === 'InProgress' && type === 'ROLLBACK';
}

module.exports = { differencesOf, isRollback };

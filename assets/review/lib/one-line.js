// The summary in one line, for the message of an approval.
const { countsOf, dataLostIn } = require('./words');

const LONGEST = 600;
const CUT = ' … (cut; all of it is in change-summary.md)';

/** What hurts most comes first, so that a cut takes away what matters least. */
function oneLine(environment, stacks) {
  const changing = stacks.filter(({ hasChanges }) => hasChanges);
  if (changing.length === 0) {
    return `${environment}: nothing changes in ${stacks.length} ${stacks.length === 1 ? 'stack' : 'stacks'}.`;
  }
  const head = `${environment}: ${changing.length} of ${stacks.length} stacks change.`;
  const parts = [...changing].sort((one, other) => weight(other) - weight(one)).map(phrase);
  const text = plain([head, ...parts].join(' '));
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - CUT.length)}${CUT}`;
}

function weight(stack) {
  return (dataLostIn(stack).length > 0 ? 4 : 0) + (stack.permissions.length > 0 ? 2 : 0) + (stack.replaced.length + stack.removed.length > 0 ? 1 : 0);
}

function phrase(stack) {
  const lost = dataLostIn(stack).map(({ logicalId }) => logicalId);
  const warnings = [
    ...(lost.length > 0 ? [`HOLDS DATA: ${lost.join(', ')}`] : []),
    ...(stack.permissions.length > 0 ? [`broadened permissions: ${stack.permissions.length}`] : []),
  ];
  return `${stack.name}${stack.isNew ? ' (new)' : ''}: ${[countsOf(stack), ...warnings].join('; ')}.`;
}

/** It goes through a shell, a variable of the pipeline and an e-mail: one line of plain characters without quotes. */
function plain(text) {
  return text.replace(/'/g, '’').replace(/[^\x20-\x7e’…]/g, ' ').replace(/#\{/g, '# {');
}

/** Lines that a shell reads. */
function variableFile(environment, stacks) {
  return `SUMMARY='${oneLine(environment, stacks)}'\nHAS_CHANGES=${stacks.some(({ hasChanges }) => hasChanges)}\n`;
}

module.exports = { LONGEST, oneLine, variableFile };

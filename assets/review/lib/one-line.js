// The summary in one line, for the message of an approval.
const { ofPermissions, open, toData, toTraffic } = require('./risks');
const { countsOf } = require('./words');

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
  return (dataAtRisk(stack).length > 0 ? 8 : 0) + (trafficAtRisk(stack).length > 0 ? 4 : 0) + (broadened(stack) > 0 ? 2 : 0) + (stack.replaced.length + stack.removed.length > 0 ? 1 : 0);
}

function dataAtRisk({ risks }) {
  return toData(open(risks)).flatMap(({ resources }) => resources);
}

function trafficAtRisk({ risks }) {
  return toTraffic(open(risks)).flatMap(({ resources }) => resources);
}

/** A new stack is told with what it may do, too. */
function broadened({ isNew, permissions, risks }) {
  return isNew ? permissions.length : ofPermissions(open(risks)).length;
}

function phrase(stack) {
  const [atRisk, traffic, permissions] = [dataAtRisk(stack), trafficAtRisk(stack), broadened(stack)];
  const acknowledged = stack.risks.filter((one) => one.acknowledged !== undefined).map((one) => `${one.resources.join(', ')} (${one.acknowledged})`);
  const warnings = [
    ...(atRisk.length > 0 ? [`HOLDS DATA: ${atRisk.join(', ')}`] : []),
    ...(traffic.length > 0 ? [`SETS TRAFFIC BACK: ${traffic.join(', ')}`] : []),
    ...(permissions > 0 ? [`broadened permissions: ${permissions}`] : []),
    ...(acknowledged.length > 0 ? [`acknowledged: ${[...new Set(acknowledged)].join(', ')}`] : []),
  ];
  return `${stack.name}${stack.isNew ? ' (new)' : ''}: ${[countsOf(stack), ...warnings].join('; ')}.`;
}

/** It goes through a shell, a variable of the pipeline and an e-mail: one line of plain characters without quotes. */
function plain(text) {
  return text.replace(/'/g, '’').replace(/[^\x20-\x7e’…]/g, ' ').replace(/#\{/g, '# {');
}

/** Lines that a shell reads. */
function variableFile(environment, stacks) {
  const variables = {
    SUMMARY: `'${oneLine(environment, stacks)}'`,
    HAS_CHANGES: stacks.some(({ hasChanges }) => hasChanges),
    HAS_RISKS: stacks.some(({ risks }) => open(risks).length > 0),
  };
  return Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join('');
}

module.exports = { LONGEST, oneLine, variableFile };

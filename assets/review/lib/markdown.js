// The summary for a person: reads in a browser as in a terminal.
const { KINDS } = require('./resource-change');
const { ofPermissions, open, toData, toTraffic } = require('./risks');
const { countsOf, noteOn } = require('./words');

/** How many lines of one kind a stack shows; all of them are in change-summary.json. */
const MOST = 50;

const SYMBOLS = { added: '+', changed: '~', replaced: '!', removed: '-' };

const HOW = {
  changeSet: 'by its change set, which is what executes',
  template: 'by comparing templates, because it depends on stacks that deploy before it',
  update: 'by comparing templates',
};

function markdown(environment, stacks) {
  const changing = stacks.filter(({ hasChanges }) => hasChanges);
  const unchanged = stacks.filter(({ hasChanges }) => !hasChanges);
  return `${[
    `# Changes of ${environment}`,
    changing.length === 0 ? 'Nothing changes.' : `${changing.length} of ${stacks.length} stacks change.`,
    ...attention(changing),
    ...changing.map(section),
    ...(unchanged.length > 0 ? [`## Unchanged\n\n${unchanged.map(({ name }) => `- ${code(name)}`).join('\n')}`] : []),
    ...toRemove(stacks),
  ].join('\n\n')}\n`;
}

/** What must not be overlooked. */
function attention(stacks) {
  const lines = stacks.flatMap((stack) => [
    ...[...toData(stack.risks), ...toTraffic(stack.risks)].map((risk) => resourceLine(stack, risk)), ...permissionLine(stack),
  ]);
  return lines.length > 0 ? [`**Look at this first**\n\n${limited(lines)}`] : [];
}

function resourceLine({ name }, { resources, type, what, acknowledged }) {
  return `- ${code(name)}: ${resources.map(code).join(', ')} (${type}) ${what}${reason(acknowledged)}`;
}

function permissionLine({ name, permissions, risks }) {
  const acknowledged = ofPermissions(risks).length - open(ofPermissions(risks)).length;
  return permissions.length === 0 ? [] : [`- ${code(name)}: permissions are broadened (${permissions.length}${acknowledged > 0 ? `, of which ${acknowledged} acknowledged` : ''})`];
}

function reason(acknowledged) {
  return acknowledged === undefined ? '' : `, acknowledged: ${code(acknowledged)}`;
}

/** An acknowledgement that stays would acknowledge the next such risk as well. */
function toRemove(stacks) {
  const lines = stacks.flatMap(({ name, unusedAcknowledgements }) =>
    unusedAcknowledgements.map((one) => `- ${code(name)}: ${one.risk} of ${code(one.logicalId)}${reason(one.reason)}`));
  return lines.length > 0 ? [`## Acknowledgements to remove\n\nNo change here needs them; remove them once no environment does.\n\n${limited(lines)}`] : [];
}

function section(stack) {
  const { name, account, region, isNew, reviewedBy, permissions, risks } = stack;
  const acknowledged = (description) => ofPermissions(risks).find(({ what }) => what === description)?.acknowledged;
  const changes = KINDS.map((kind) => limited(stack[kind].map((change) => line(kind, change)))).filter(Boolean);
  return [
    `## ${name}`,
    `${account}, ${region}${isNew ? ', new' : ''}: ${countsOf(stack)}. Reviewed ${HOW[reviewedBy]}.`,
    ...changes,
    ...(stack.changed.some(({ type }) => type === 'AWS::CloudFormation::Stack') ? ['What changes inside of nested stacks is not listed.'] : []),
    ...(permissions.length > 0 ? [`Permissions that are broadened:\n\n${limited(permissions.map(({ description }) => `- ${code(description)}${reason(acknowledged(description))}`))}`] : []),
  ].join('\n\n');
}

function line(kind, change) {
  const note = noteOn(change);
  return `- ${SYMBOLS[kind]} ${code(change.path ?? change.logicalId)} ${change.type}${note ? `, ${note}` : ''}`;
}

function limited(lines) {
  return [...lines.slice(0, MOST), ...(lines.length > MOST ? [`- … and ${lines.length - MOST} more in change-summary.json`] : [])].join('\n');
}

/** Names come from templates: none of them may become markup, or steer a terminal. */
function code(text) {
  return `\`${text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').replace(/`/g, '\'')}\``;
}

module.exports = { markdown, MOST };

// The summary for a person: reads in a browser as in a terminal.
const { KINDS } = require('./resource-change');
const { countsOf, dataLostIn, noteOn } = require('./words');

/** How many lines of one kind a stack shows; all of them are in change-summary.json. */
const MOST = 50;

const SYMBOLS = { added: '+', changed: '~', replaced: '!', removed: '-' };

function markdown(environment, stacks) {
  const changing = stacks.filter(({ hasChanges }) => hasChanges);
  const unchanged = stacks.filter(({ hasChanges }) => !hasChanges);
  return `${[
    `# Changes of ${environment}`,
    changing.length === 0 ? 'Nothing changes.' : `${changing.length} of ${stacks.length} stacks change.`,
    ...attention(changing),
    ...changing.map(section),
    ...(unchanged.length > 0 ? [`## Unchanged\n\n${unchanged.map(({ name }) => `- ${code(name)}`).join('\n')}`] : []),
  ].join('\n\n')}\n`;
}

/** What must not be overlooked. */
function attention(stacks) {
  const lines = stacks.flatMap((stack) => [
    ...dataLostIn(stack).map(({ logicalId, type, replacement }) =>
      `- ${code(stack.name)}: ${code(logicalId)} (${type}) holds data and is ${replacement ? `${replacement === 'certain' ? '' : 'perhaps '}replaced` : 'removed'}`),
    ...(stack.permissions.length > 0 ? [`- ${code(stack.name)}: permissions are broadened (${stack.permissions.length})`] : []),
  ]);
  return lines.length > 0 ? [`**Look at this first**\n\n${limited(lines)}`] : [];
}

function section(stack) {
  const { name, account, region, isNew, reviewedBy, permissions } = stack;
  const how = reviewedBy === 'changeSet' ? 'by its change set, which is what executes' : 'by comparing templates, because it depends on stacks that deploy before it';
  const changes = KINDS.map((kind) => limited(stack[kind].map((change) => line(kind, change)))).filter(Boolean);
  return [
    `## ${name}`,
    `${account}, ${region}${isNew ? ', new' : ''}: ${countsOf(stack)}. Reviewed ${how}.`,
    ...changes,
    ...(stack.changed.some(({ type }) => type === 'AWS::CloudFormation::Stack') ? ['What changes inside of nested stacks is not listed.'] : []),
    ...(permissions.length > 0 ? [`Permissions that are broadened:\n\n${limited(permissions.map(({ description }) => `- ${code(description)}`))}`] : []),
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

const { KINDS } = require('./resource-change');

/** `1 replaced, 2 added`. */
function countsOf(stack) {
  const counts = KINDS.filter((kind) => stack[kind].length > 0).map((kind) => `${stack[kind].length} ${kind}`);
  return [...counts, ...(stack.sections.length > 0 ? [`${stack.sections.join(', ')} changed`] : [])].join(', ') || 'no changes';
}

/** What a person should know of a change beside its kind. */
function noteOn({ properties = [], replacement, stateful, retained }) {
  const names = properties.join(', ');
  const what = { certain: `is replaced: ${names}`, possible: `may be replaced: ${names}`, unknown: `${names} (whether it is replaced is not known)` }[replacement] ?? names;
  return [what, stateful && (retained ? 'its data stays in the account' : 'HOLDS DATA'), !stateful && retained && 'stays in the account'].filter(Boolean).join('; ');
}

module.exports = { countsOf, noteOn };

// IAM policy statements: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
const { canonical, isObject } = require('./canonical');
const { readable } = require('./readable');

/** Elements that say what a statement is about, with what a missing one means. `Not…` is another element, which only itself covers. */
const ELEMENTS = ['Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal'];

/**
 * A statement with lists of texts in the place of all that IAM lets one write for them.
 *
 * @param scope statements are compared within it: one about another resource says nothing about this one
 * @param holders who has the policy, for one that names no principal
 */
function statementOf(raw, scope, holders = []) {
  const lists = ELEMENTS.map((name) => [name, name.endsWith('Principal') ? principals(raw[name]) : texts(raw[name])]);
  const elements = Object.fromEntries(lists.filter(([, list]) => list.length > 0));
  const principal = elements.Principal ?? elements.NotPrincipal;
  return {
    scope,
    effect: raw.Effect === 'Deny' ? 'Deny' : 'Allow',
    elements: principal || holders.length === 0 ? elements : { ...elements, Principal: holders },
    condition: raw.Condition === undefined ? '' : canonical(raw.Condition),
  };
}

function texts(value) {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(readable).sort();
}

/** `*`, or a list for each kind of principal. */
function principals(value) {
  return isObject(value) && !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))
    ? Object.entries(value).flatMap(([kind, list]) => texts(list).map((one) => `${kind}:${one}`)).sort()
    : texts(value);
}

/** Whether one statement says all that another says: each of its texts is matched, and its condition leaves nothing out. */
function covers(wide, narrow) {
  if (wide.scope !== narrow.scope || wide.effect !== narrow.effect || (wide.condition !== '' && wide.condition !== narrow.condition)) {
    return false;
  }
  return ELEMENTS.every((name) => {
    const [more, less] = [wide.elements[name], narrow.elements[name]];
    if (!more || !less) {
      return more === less;
    }
    // What is excepted narrows a statement: the wider one excepts less.
    return name.startsWith('Not') ? more.every((one) => less.includes(one)) : less.every((one) => more.some((pattern) => matches(pattern, one, name)));
  });
}

/** IAM's wildcards. Actions are the same in upper and lower case; a principal is a whole one or everybody. */
function matches(pattern, text, name) {
  if (name === 'Principal') {
    return pattern === text || pattern === '*' || pattern === 'AWS:*';
  }
  // A wildcard in the text stands for more than one character: only a wildcard of the same kind or more matches it.
  const parts = pattern.split('*').map((part) => part.split('?').map(escape).join('[^*]'));
  return new RegExp(`^${parts.join('.*')}$`, name === 'Action' ? 'is' : 's').test(text);
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Without the values of its condition: those are compared with what a caller has to know, such as an external id. */
function describe({ effect, scope, elements, condition }) {
  const part = (name, word) => (elements[name] ? `${word} ${elements[name].join(', ')}` : '');
  const words = [
    effect, part('Action', '').trim(), part('NotAction', 'all actions but'), part('Resource', 'on'), part('NotResource', 'on all but'),
    part('Principal', 'to'), part('NotPrincipal', 'to all but'), condition && 'under a condition', scope && `(${scope})`,
  ];
  return words.filter(Boolean).join(' ');
}

module.exports = { statementOf, covers, describe };

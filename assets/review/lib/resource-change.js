// What happens to one resource, however that was found out.
const { setsWeights } = require('./traffic-weights');

/**
 * Types that hold what their template cannot bring back: data, keys, what others have stored the name of, or stacks of such. All that AWS's own
 * list for the CDK calls stateful (`isStateful` of @aws-cdk/aws-service-spec, which a test compares), and further data stores by the user guides of their services.
 */
const STATEFUL_TYPES = new Set(require('./stateful-types.json'));

/** CDK's own trace of which constructs are used: it means nothing to the stack, and `cdk diff` hides it as well. */
const IGNORED_TYPE = 'AWS::CDK::Metadata';

const KINDS = ['replaced', 'removed', 'changed', 'added'];

/**
 * @param kind one of KINDS
 * @param more properties (names), replacement (`certain`, `possible`, or `unknown` where only a change set could tell), retained
 * @param before the resource's properties, undefined if it is new
 * @param after the resource's properties, undefined if it goes
 */
function resourceChange(kind, { logicalId, type, path }, { properties = [], replacement, retained = false }, before, after) {
  const mayGo = kind === 'replaced' || kind === 'removed' || replacement === 'unknown';
  return {
    kind,
    logicalId,
    ...(typeof path === 'string' && { path: path.replace(/\/(Resource|Default)$/, '') }),
    type,
    ...(properties.length > 0 && { properties: [...new Set(properties)].sort() }),
    ...(replacement && { replacement }),
    ...(mayGo && STATEFUL_TYPES.has(type) && { stateful: true }),
    ...(retained && { retained }),
    ...((kind === 'replaced' || kind === 'changed') && setsWeights(type, before, after) && { weighted: true }),
    before,
    after,
  };
}

/** The changes of a stack by their kind, without what the permissions were told from. The order depends on nothing but the ids. */
function byKind(changes) {
  const counted = changes.filter(({ type }) => type !== IGNORED_TYPE).sort((one, other) => (one.logicalId < other.logicalId ? -1 : 1));
  const told = ({ kind, before, after, ...rest }) => rest;
  return Object.fromEntries(KINDS.map((kind) => [kind, counted.filter((change) => change.kind === kind).map(told)]));
}

module.exports = { KINDS, resourceChange, byKind };

// Who may do or reach more than before.
const { boundaryOf, managedPoliciesOf, statementsOf } = require('./policies');
const { rulesOf } = require('./network-rules');
const { covers, describe } = require('./statements');

/**
 * What the changes of a stack broaden. What only moves from one resource to another, or gets narrower, broadens nothing.
 *
 * @returns a list of { kind, description, resources }, each description once, with all resources that bring it, in an order that depends on nothing else
 */
function broadenedBy(changes) {
  const before = factsOf(changes, 'before');
  const after = factsOf(changes, 'after');
  const found = [
    ...statements(before.statements, after.statements),
    ...added(before.managed, after.managed),
    ...added(before.rules, after.rules),
    ...changes.flatMap(boundary),
  ];
  const descriptions = new Map(found.map((one) => [`${one.kind} ${one.description}`, one]));
  return [...descriptions].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { kind, description }]) => ({
    kind, description, resources: [...new Set(found.filter((one) => one.kind === kind && one.description === description).map(({ logicalId }) => logicalId))].sort(),
  }));
}

function factsOf(changes, side) {
  const resources = changes.filter((change) => change[side]);
  const all = (tell) => resources.flatMap((change) => tell(change, change[side]).map((fact) => ({ ...fact, logicalId: change.logicalId })));
  const managed = (change, properties) => managedPoliciesOf(change, properties).map((description) => ({ kind: 'managedPolicy', description }));
  return { statements: all(statementsOf), managed: all(managed), rules: all(rulesOf) };
}

/** A new permission broadens unless one of before covers it; a prohibition that goes, unless one of now does. */
function statements(before, after) {
  const isCovered = (one, others) => others.some((other) => covers(other, one));
  const allowed = after.filter(({ effect }) => effect === 'Allow').filter((one) => !isCovered(one, before));
  const noLongerDenied = before.filter(({ effect }) => effect === 'Deny').filter((one) => !isCovered(one, after));
  return [
    ...allowed.map((one) => ({ kind: 'statement', description: describe(one), logicalId: one.logicalId })),
    ...noLongerDenied.map((one) => ({ kind: 'statement', description: `no longer ${describe(one)}`, logicalId: one.logicalId })),
  ];
}

function added(before, after) {
  const known = new Set(before.map(({ description }) => description));
  return after.filter(({ description }) => !known.has(description));
}

function boundary(change) {
  const [old, now] = [change.before && boundaryOf(change, change.before), change.after && boundaryOf(change, change.after)];
  return change.after && old !== undefined && old !== now
    ? [{ kind: 'boundary', logicalId: change.logicalId, description: `\${${change.logicalId}} is ${now === undefined ? 'no longer limited' : `limited by ${now} and no longer`} by the permissions boundary ${old}` }]
    : [];
}

module.exports = { broadenedBy };

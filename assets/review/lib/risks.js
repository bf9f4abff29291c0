// What a person must decide on: data that may go, requests that may go astray, and permissions that are broadened.

/** Stacks of stacks: neither a change set nor a template says what changes inside of them. */
const NESTED_STACK = 'AWS::CloudFormation::Stack';

/**
 * The risks of the changes to a stack. A stack that is new has nothing to lose and nobody who may do more than before.
 *
 * @returns a list of { risk, resources, what }; the risks are named as in src/constructs/risk-kind.ts
 */
function risksOf({ isNew, replaced, removed, changed, permissions }) {
  if (isNew) {
    return [];
  }
  return [
    // Even data that stays in the account is out of the stack's reach once its resource is replaced.
    ...replaced.filter(({ stateful }) => stateful).map((change) => risk('replacement', change, `holds data and is ${replacement(change)}`)),
    ...removed.filter(({ stateful, retained }) => stateful && !retained).map((change) => risk('deletion', change, 'holds data and is removed')),
    ...changed.filter(({ stateful, type }) => stateful && type !== NESTED_STACK).map((change) => risk('replacement', change, 'holds data and may be replaced, which only a change set could tell')),
    ...changed.filter(({ type }) => type === NESTED_STACK).map((change) => risk('replacement', change, 'is a nested stack, in which changes are not described')),
    ...[...replaced, ...changed].filter(({ weighted }) => weighted)
      .map((change) => risk('trafficWeights', change, 'divides requests by weights, which go back to those of the template: they may reach a group without tasks')),
    ...permissions.map(({ resources, description }) => ({ risk: 'broadenedPermissions', resources, what: description })),
  ];
}

function risk(name, { logicalId, type }, what) {
  return { risk: name, resources: [logicalId], type, what };
}

function replacement({ replacement: certainty, retained }) {
  return `${certainty === 'certain' ? '' : 'perhaps '}replaced${retained ? ', and stays in the account without its stack' : ''}`;
}

/** Risks that a person must decide on. */
function open(risks) {
  return risks.filter(({ acknowledged }) => acknowledged === undefined);
}

/** Risks to data. */
function toData(risks) {
  return risks.filter(({ risk: name }) => name === 'replacement' || name === 'deletion');
}

/** Risks to requests under way. */
function toTraffic(risks) {
  return risks.filter(({ risk: name }) => name === 'trafficWeights');
}

function ofPermissions(risks) {
  return risks.filter(({ risk: name }) => name === 'broadenedPermissions');
}

module.exports = { risksOf, open, toData, toTraffic, ofPermissions };

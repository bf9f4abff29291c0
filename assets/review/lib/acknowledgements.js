// Risks that the authors of a stack have acknowledged: in the metadata of its template, so that they work for resources that are gone.
const { isObject } = require('./canonical');

/** Written by src/constructs/private/acknowledged-risks.ts. */
const KEY = 'cdk-multi-account-pipeline:acknowledged-risks';

/** @returns a list of { logicalId, risk, reason } */
function acknowledgementsIn(template) {
  const list = template.Metadata?.[KEY];
  return Array.isArray(list) ? list.filter(isAcknowledgement) : [];
}

/** Nothing else counts: a template may have been written by hand, and one without a reason acknowledges nothing. */
function isAcknowledgement(one) {
  return isObject(one) && ['logicalId', 'risk', 'reason'].every((key) => typeof one[key] === 'string' && one[key].trim() !== '');
}

/** Which risks are acknowledged, and the acknowledgements that none needs. A risk that several resources bring needs one of each. */
function acknowledge(risks, acknowledgements) {
  const reasonFor = (risk, resource) => acknowledgements.find((one) => one.risk === risk && one.logicalId === resource)?.reason;
  const isNeeded = ({ risk, logicalId }) => risks.some((one) => one.risk === risk && one.resources.includes(logicalId));
  return {
    risks: risks.map((one) => {
      const reasons = one.resources.map((resource) => reasonFor(one.risk, resource));
      return reasons.every(Boolean) ? { ...one, acknowledged: [...new Set(reasons)].join('; ') } : one;
    }),
    unusedAcknowledgements: acknowledgements.filter((one) => !isNeeded(one)),
  };
}

module.exports = { acknowledgementsIn, acknowledge };

// What there is to know of the changes to one stack, however they were found out.
const { readFileSync } = require('node:fs');
const { acknowledge, acknowledgementsIn } = require('./acknowledgements');
const { AwsError } = require('./aws');
const { broadenedBy } = require('./permissions');
const { byKind } = require('./resource-change');
const { risksOf } = require('./risks');
const { isTemplate } = require('./templates');

/** The template of a stack in this release. */
function readTemplate({ template }) {
  try {
    const value = JSON.parse(readFileSync(template, 'utf8'));
    if (isTemplate(value)) {
      return value;
    }
  } catch {
    // Said below: a missing file and a broken one have the same remedy.
  }
  throw new AwsError(`${template} of the cloud assembly is no template: the input of this build must be the output of the synth`);
}

function summaryOf(stack, { reviewedBy, isNew, changes, sections, reviewed }) {
  const { name, account, region } = stack;
  const kinds = byKind(changes);
  const permissions = broadenedBy(changes);
  return {
    name,
    account,
    region,
    reviewedBy,
    isNew,
    hasChanges: Object.values(kinds).some((list) => list.length > 0) || sections.length > 0,
    ...kinds,
    sections,
    permissions,
    ...acknowledge(risksOf({ isNew, ...kinds, permissions }), acknowledgementsIn(readTemplate(stack))),
    ...(reviewed && { reviewed }),
  };
}

module.exports = { readTemplate, summaryOf };

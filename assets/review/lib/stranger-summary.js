// A stack that the update would deploy and the pipeline that runs knows nothing of: it may not look at it, and a person must.
const { byKind } = require('./resource-change');
const { readTemplate } = require('./stack-summary');
const { compareTemplates } = require('./templates');
const { broadenedBy } = require('./permissions');

function strangerSummary(stack) {
  const { name, account, region } = stack;
  const { changes, sections } = compareTemplates({}, readTemplate(stack));
  const what = 'is not yet a stack of this pipeline, which cannot see whether it exists: everything in it is listed as added';
  return {
    name, account, region, reviewedBy: 'update', isNew: true, hasChanges: true, ...byKind(changes), sections, permissions: broadenedBy(changes),
    risks: [{ risk: 'replacement', resources: [name], type: 'AWS::CloudFormation::Stack', what }],
    unusedAcknowledgements: [],
  };
}

module.exports = { strangerSummary };

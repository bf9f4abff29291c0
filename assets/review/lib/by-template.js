// What differs between a live stack and its template of this release.
const { liveTemplate, stackExists } = require('./cloudformation');
const { readTemplate, summaryOf } = require('./stack-summary');
const { compareTemplates } = require('./templates');

/** @param reviewedBy why there is no change set: `template` or `update` */
async function describeByTemplate(stack, reviewedBy, accounts) {
  const isNew = !await stackExists(accounts, stack);
  const live = isNew ? {} : await liveTemplate(accounts, stack);
  const { changes, sections } = compareTemplates(live, readTemplate(stack));
  return summaryOf(stack, { reviewedBy, isNew, changes, sections });
}

module.exports = { describeByTemplate };

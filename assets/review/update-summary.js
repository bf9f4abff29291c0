#!/usr/bin/env node
// Says what the pipeline would change in its own stacks by updating itself.
const { describeByTemplate } = require('./lib/by-template');
const { runReview } = require('./lib/command');
const { describeAll } = require('./lib/describe-all');
const { stacksOfUpdate } = require('./lib/update-stacks');
const { strangerSummary } = require('./lib/stranger-summary');
const { writeSummary } = require('./lib/write-summary');

const USAGE = 'Usage: update-summary.js <review.json> <output folder>, in the root of the cloud assembly.';

runReview(USAGE, async ({ environment, update, stacks: known }, output) => {
  // What the update deploys is told by the assembly, what this build may look at by the pipeline that runs.
  const planned = stacksOfUpdate(update, known);
  const describe = (stack, accounts) => (stack.isKnown ? describeByTemplate(stack, 'update', accounts) : strangerSummary(stack));
  writeSummary(output, environment, await describeAll(planned, describe));
});

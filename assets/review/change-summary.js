#!/usr/bin/env node
// Says what a release would change in the stacks of an environment, for the person who approves it.
const { describeBySet } = require('./lib/by-change-set');
const { describeByTemplate } = require('./lib/by-template');
const { runReview } = require('./lib/command');
const { describeAll } = require('./lib/describe-all');
const { writeSummary } = require('./lib/write-summary');

const USAGE = 'Usage: change-summary.js <review.json> <output folder>, in the root of the cloud assembly.';

runReview(USAGE, async ({ environment, stacks: configured }, output) => {
  const describe = (stack, accounts) => (stack.changeSet ? describeBySet(stack, 'review', accounts) : describeByTemplate(stack, 'template', accounts));
  writeSummary(output, environment, await describeAll(configured, describe));
});

#!/usr/bin/env node
// Says what the pipeline would change in its own stacks by updating itself.
const { existsSync } = require('node:fs');
const { describeByTemplate } = require('./lib/by-template');
const { runReview } = require('./lib/command');
const { describeAll } = require('./lib/describe-all');
const { Problems } = require('./lib/problems');
const { stacksOfUpdate } = require('./lib/update-stacks');
const { strangerSummary } = require('./lib/stranger-summary');
const { writeSummary } = require('./lib/write-summary');

const USAGE = 'Usage: update-summary.js <review.json> <output folder>, in the root of the cloud assembly.';

/** Settings of the CDK CLI, which the update runs in this folder: they may name code for it to load. */
const SETTINGS = 'cdk.json';

runReview(USAGE, async ({ environment, update, stacks: known }, output) => {
  if (existsSync(SETTINGS)) {
    throw new Problems([`${SETTINGS} must not be in the output of the synth: the update of the pipeline would obey it. Let the synth put out its cloud assembly alone.`]);
  }
  // What the update deploys is told by the assembly, what this build may look at by the pipeline that runs.
  const planned = stacksOfUpdate(update, known);
  const describe = (stack, accounts) => (stack.isKnown ? describeByTemplate(stack, 'update', accounts) : strangerSummary(stack));
  writeSummary(output, environment, await describeAll(planned, describe));
});

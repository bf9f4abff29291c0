#!/usr/bin/env node
// Says what a release would change in the stacks of an environment, for the person who approves it.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { runReview } = require('./lib/command');
const { describeAll, describeBySet, describeByTemplate } = require('./lib/describe-stacks');
const { markdown } = require('./lib/markdown');
const { variableFile } = require('./lib/one-line');

const USAGE = 'Usage: change-summary.js <review.json> <output folder>, in the root of the cloud assembly.';

runReview(USAGE, async ({ environment, stacks: configured }, output) => {
  const describe = (stack, accounts) => (stack.changeSet ? describeBySet(stack, 'review', accounts) : describeByTemplate(stack, accounts));
  const stacks = await describeAll(configured, describe);
  const text = markdown(environment, stacks);
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, 'change-summary.md'), text);
  writeFileSync(join(output, 'change-summary.json'), `${JSON.stringify({ environment, stacks }, undefined, 2)}\n`);
  // A process cannot export variables to the shell that has called it.
  writeFileSync(join(output, 'variables.env'), variableFile(environment, stacks));
  process.stdout.write(text);
});

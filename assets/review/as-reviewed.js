#!/usr/bin/env node
// Fails unless the change sets that are about to execute are those that a person has reviewed.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { differencesOf, isRollback } = require('./lib/comparison');
const { aws, AwsError } = require('./lib/aws');
const { readySet } = require('./lib/by-change-set');
const { normalise } = require('./lib/change-set');
const { runReview } = require('./lib/command');
const { describeAll } = require('./lib/describe-all');
const { Problems } = require('./lib/problems');
const { UsageError } = require('./lib/usage-error');

const USAGE = "Usage: as-reviewed.js <review.json> <folder of the review's output artifact>, in the root of the cloud assembly.";
const REMEDY = 'Nothing was deployed. Release again to review again.';

runReview(USAGE, async ({ environment, pipelineStage, stacks }, folder) => {
  const summary = readSummary(join(folder, 'change-summary.json'));
  if (isRollback(await pipelineState(), pipelineStage)) {
    process.stdout.write(`${pipelineStage} is rolled back to an earlier release, which was reviewed when it was released: nothing to compare.\n`);
    return;
  }
  const prepared = stacks.filter(({ changeSet }) => changeSet);
  const differences = await describeAll(prepared, async (stack, accounts) => {
    const reviewed = summary.stacks.find(({ name, account, region }) => name === stack.name && account === stack.account && region === stack.region)?.reviewed;
    if (!reviewed) {
      return [`${stack.name}: was not reviewed`];
    }
    const set = await readySet(stack, 'release', accounts);
    return differencesOf(reviewed, set ? normalise(set) : []).map((difference) => `${stack.name}: ${difference}`);
  });
  if (differences.flat().length > 0) {
    throw new Problems([`${environment} is not as it was reviewed:`, ...differences.flat(), REMEDY]);
  }
  process.stdout.write(`${environment}: what was reviewed is what executes (change sets: ${prepared.length}).\n`);
});

function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} must be what change-summary.js has written: ${error.message}.`);
  }
}

async function pipelineState() {
  const name = process.env.PIPELINE_NAME;
  if (!name) {
    throw new UsageError('The environment variable PIPELINE_NAME must name the pipeline, got: nothing.');
  }
  try {
    return await aws(['codepipeline', 'get-pipeline-state', '--name', name]);
  } catch (error) {
    if (error instanceof AwsError) {
      throw new Problems([`The state of the pipeline ${name} cannot be read: ${error.message}. Allow codepipeline:GetPipelineState.`]);
    }
    throw error;
  }
}

// What the scripts share: arguments, configuration and exit codes.
const { readFileSync } = require('node:fs');
const { Problems } = require('./problems');
const { UsageError } = require('./usage-error');

const EXIT = { failed: 1, usage: 2 };

/**
 * Runs a script and ends the process with its exit code.
 *
 * @param usage the line that says which arguments there must be
 * @param work gets the configuration of the review and the folder that the second argument names
 */
async function runReview(usage, work) {
  try {
    const [file, folder, ...rest] = process.argv.slice(2);
    if (!file || !folder || rest.length > 0) {
      throw new UsageError(usage);
    }
    await work(readConfiguration(file), folder);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Problems)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

/** What the pipeline's synthesis has written; only the partition is known as late as in the build. */
function readConfiguration(file) {
  const text = read(file);
  const partition = process.env.AWS_PARTITION;
  if (text.includes('${AWS::Partition}') && !partition) {
    throw new UsageError(`${file} needs the environment variable AWS_PARTITION, such as aws, which is not set.`);
  }
  const configuration = parse(text.replaceAll('${AWS::Partition}', partition), file);
  if (!configuration.environment || !configuration.pipelineStage || !Array.isArray(configuration.stacks)) {
    throw new UsageError(`${file} must hold environment, pipelineStage and stacks, got: ${text.slice(0, 80)}.`);
  }
  return configuration;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error.message}.`);
  }
}

function parse(text, file) {
  try {
    return JSON.parse(text) ?? {};
  } catch (error) {
    throw new UsageError(`${file} must be JSON: ${error.message}.`);
  }
}

module.exports = { runReview };

// The command line that all checks share: options, configuration, report and exit code.
const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');
const { UsageError } = require('./usage-error');
const { writeJUnit } = require('./junit');

const EXIT = { passed: 0, failed: 1, usage: 2 };

const OPTIONS = `
Options:
  --json           write the result as JSON to standard output, and the progress to standard error
  --junit <file>   write a JUnit report
  --help           show this help

Exit codes: 0 the check has passed, 1 it has failed, 2 it was called wrongly.
`;

/**
 * Runs a check and ends the process with its exit code.
 *
 * @param help what the check does and how it is configured
 * @param check gets the configuration and a function that logs a line; returns { cases: [{ name, passed, seconds, message? }], lines, … }
 */
async function runCheck(help, check) {
  try {
    const { values, positionals } = parse();
    if (values.help) {
      process.stdout.write(help + OPTIONS);
      return;
    }
    const log = (line) => (values.json ? process.stderr : process.stdout).write(`${line}\n`);
    const config = readConfiguration(positionals);
    const { lines, ...rest } = await check(config, log);
    const result = { name: config.name, passed: rest.cases.every((one) => one.passed), ...rest };
    ['', ...lines, '', `${config.name} has ${result.passed ? 'passed' : 'failed'}`].forEach(log);
    if (values.junit) {
      writeJUnit(values.junit, result);
    }
    if (values.json) {
      process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    }
    process.exitCode = result.passed ? EXIT.passed : EXIT.failed;
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.usage;
  }
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' }, json: { type: 'boolean' }, junit: { type: 'string' } } });
  } catch (error) {
    throw new UsageError(`${error.message}. See --help.`);
  }
}

function readConfiguration(positionals) {
  if (positionals.length !== 1) {
    throw new UsageError('Give one configuration file, or - for standard input. See --help.');
  }
  const [file] = positionals;
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw new UsageError(`The configuration ${file} cannot be read: ${error.message}.`);
  }
}

module.exports = { runCheck };

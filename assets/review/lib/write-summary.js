// The summary as files: for a person, for a program, and for the shell that exports variables.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { markdown } = require('./markdown');
const { variableFile } = require('./one-line');

function writeSummary(output, environment, stacks) {
  const text = markdown(environment, stacks);
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, 'change-summary.md'), text);
  writeFileSync(join(output, 'change-summary.json'), `${JSON.stringify({ environment, stacks }, undefined, 2)}\n`);
  // A process cannot export variables to the shell that has called it.
  writeFileSync(join(output, 'variables.env'), variableFile(environment, stacks));
  process.stdout.write(text);
}

module.exports = { writeSummary };

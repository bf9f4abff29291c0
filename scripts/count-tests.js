// Ends a test run with one line that says how many tests ran, from the reports that jest has written.
const { readFileSync } = require('node:fs');

const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  const [suites] = readFileSync(file, 'utf8').match(/<testsuites [^>]*>/);
  const suite = readFileSync(file, 'utf8').match(/<testsuite [^>]*>/g) ?? [];
  const sum = (tag, key) => Number(tag.match(new RegExp(` ${key}="(\\d+)"`))?.[1] ?? 0);
  totals.tests += sum(suites, 'tests');
  totals.failures += sum(suites, 'failures');
  totals.errors += sum(suites, 'errors');
  totals.skipped += suite.reduce((total, tag) => total + sum(tag, 'skipped'), 0);
}

const failed = totals.failures + totals.errors;
const passed = totals.tests - failed - totals.skipped;
if (totals.tests === 0) {
  console.error(`No test ran according to ${process.argv.slice(2).join(', ')}.`);
}
console.log(`${passed} passed, ${failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
process.exitCode = failed > 0 || totals.tests === 0 ? 1 : 0;

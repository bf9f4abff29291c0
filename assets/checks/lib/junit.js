const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

/** Writes a result as JUnit does, so that CodeBuild and others show it as a test report. */
function writeJUnit(file, { name, cases }) {
  const failures = cases.filter((one) => !one.passed).length;
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="${escape(name)}" tests="${cases.length}" failures="${failures}" errors="0" time="${seconds.toFixed(3)}">`,
    ...cases.map((one) => testCase(name, one)),
    '</testsuite></testsuites>',
    '',
  ].join('\n'));
}

function testCase(suite, { name, passed, seconds, message }) {
  const opening = `<testcase classname="${escape(suite)}" name="${escape(name)}" time="${seconds.toFixed(3)}"`;
  return passed ? `${opening}/>` : `${opening}><failure message="${escape(message)}"/></testcase>`;
}

/** XML 1.0 knows no way to write most control characters and lonely surrogates, so they are left out. */
function escape(text) {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/[\t\n\r]/g, ' ');
}

module.exports = { writeJUnit };

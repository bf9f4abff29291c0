#!/usr/bin/env node
// Looks the dependencies of lock files up in the databases of known vulnerabilities, by npm and pip-audit.
const { basename } = require('node:path');
const { runCheck } = require('./lib/command');
const { npmAudit } = require('./lib/npm-audit');
const { pipAudit } = require('./lib/pip-audit');
const { table } = require('./lib/table');

const HELP = `Usage: security-scan.js [options] <configuration.json | ->

Fails when a dependency has a known vulnerability. package-lock.json and npm-shrinkwrap.json are looked up by \`npm audit\` without
development dependencies, requirements files by \`pip-audit\`, which must be installed. A file that cannot be looked up fails, too. The
configuration is a check of pipeline.json; paths are relative to the current folder:

  { "name": "dependencies", "type": "securityScan", "lockFiles": ["package-lock.json"], "severity": "high", "ignore": ["GHSA-…"] }

severity is low, moderate, high (default) or critical. PyPI's advisories have none, so every one of theirs counts.
`;

const SEVERITIES = ['low', 'moderate', 'high', 'critical'];

runCheck(HELP, async ({ lockFiles, severity = 'high', ignore = [] }, log) => {
  const counts = (one) => one.severity === undefined || SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf(severity);
  const rows = [];
  const cases = lockFiles.map((file) => {
    log(`Looking up ${file}`);
    const started = performance.now();
    const { vulnerabilities, failure } = basename(file).endsWith('.txt') ? pipAudit(file) : npmAudit(file);
    const found = vulnerabilities.filter((one) => !one.ids.some((id) => ignore.includes(id)));
    rows.push(...found.map((one) => [file, one.dependency, one.severity ?? 'unknown', one.ids.join(', '), counts(one) ? 'fails' : 'tolerated']));
    const failing = found.filter(counts);
    const message = failure ?? `${failing.length} vulnerabilities: ${failing.map((one) => `${one.dependency} ${one.ids[0]}`).join(', ')}`;
    const passed = failure === undefined && failing.length === 0;
    return { name: file, passed, seconds: (performance.now() - started) / 1000, ...(!passed && { message }) };
  });
  const found = rows.length === 0 ? [] : table([['file', 'dependency', 'severity', 'advisory', 'result'], ...rows]);
  return { cases, lines: [...found, ...cases.map((one) => `${one.name}: ${one.message ?? 'nothing that counts was found'}`)] };
});

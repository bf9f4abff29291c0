const { dirname } = require('node:path');
const { runJson } = require('./tool');

/** The known vulnerabilities of what a package-lock.json installs. */
function npmAudit(file) {
  const { value, failure } = runJson('npm', ['audit', '--json', '--package-lock-only', '--omit=dev'], { cwd: dirname(file) });
  if (failure ?? !value.vulnerabilities) {
    return { vulnerabilities: [], failure: failure ?? `npm has looked nothing up: ${value.error?.summary || value.message || 'no vulnerabilities in its answer'}` };
  }
  // `via` holds an advisory at the package that has it, and names at those that depend on that package.
  const advisories = Object.values(value.vulnerabilities).flatMap(({ via }) => via).filter((one) => typeof one === 'object');
  const unique = new Map(advisories.map((one) => [`${one.name} ${one.source}`, one]));
  return { vulnerabilities: [...unique.values()].map(({ name, severity, url }) => ({ dependency: name, severity, ids: [url.split('/').at(-1)] })) };
}

module.exports = { npmAudit };

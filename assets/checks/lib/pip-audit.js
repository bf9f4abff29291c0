const { runJson } = require('./tool');

/** The known vulnerabilities of a requirements file that pins every dependency. */
function pipAudit(file) {
  // Without resolution: nothing of the file is installed or executed, and the file must be complete.
  const { value, failure } = runJson('pip-audit', ['--requirement', file, '--no-deps', '--disable-pip', '--format', 'json', '--progress-spinner', 'off']);
  const skipped = value?.dependencies.filter((one) => one.skip_reason !== undefined) ?? [];
  if (failure ?? skipped.length > 0) {
    return { vulnerabilities: [], failure: failure ?? `pip-audit has left out ${skipped.map((one) => `${one.name}: ${one.skip_reason}`).join(', ')}` };
  }
  return { vulnerabilities: value.dependencies.flatMap(({ name, version, vulns }) => vulns.map(({ id, aliases }) => ({ dependency: `${name} ${version}`, ids: [id, ...aliases] }))) };
}

module.exports = { pipAudit };

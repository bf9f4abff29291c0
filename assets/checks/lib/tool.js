const { spawnSync } = require('node:child_process');

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Runs a tool that writes JSON, whatever its exit code: with findings it is not 0. */
function runJson(command, args, options) {
  const { error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: OUTPUT_LIMIT, ...options });
  if (error) {
    return { failure: `${command} cannot be run: ${error.message}` };
  }
  try {
    return { value: JSON.parse(stdout) };
  } catch {
    return { failure: `${command} has looked nothing up: ${(stderr || stdout).trim().split('\n').slice(-3).join(' ') || 'no output'}` };
  }
}

module.exports = { runJson };

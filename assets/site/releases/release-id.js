const { createHash } = require('node:crypto');

const RELEASE_ID = /^[0-9a-f]{16}$/;

/**
 * A release is its files together with its settings: the same files with other settings are another release.
 *
 * @param {string} contentHash
 * @param {string} settingsFile
 * @param {string} settings JSON text, or nothing
 */
function releaseIdOf(contentHash, settingsFile, settings) {
  return createHash('sha256').update(`${contentHash}\n${settingsFile}\n${settings}`).digest('hex').slice(0, 16);
}

/** @param {unknown} value @returns {value is string} */
function isReleaseId(value) {
  return typeof value === 'string' && RELEASE_ID.test(value);
}

module.exports = { releaseIdOf, isReleaseId };

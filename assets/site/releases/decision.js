const { forgotten, notRolling } = require('./change');

const MINUTE = 60_000;

const BLIND_WAIT = 30_000;

/** What nobody has watched for so long is not known to be well. */
const LONGEST_BLINDNESS = 15 * MINUTE;

/**
 * What is known at one look.
 *
 * @typedef {object} Known
 * @property {import('./site').Site} site
 * @property {import('./execution').Run} run
 * @property {number} now
 * @property {string[]} [red] the alarms that are red; nothing if they cannot be read
 * @property {{ fault?: string }} [probe] how the probe went, if there was one
 * @property {boolean} isComplete whether the files of the release are in the bucket
 */

/**
 * @typedef {object} Decision
 * @property {'going' | 'done' | 'failed'} status
 * @property {string} reason
 * @property {import('./site').Site} [site] what is to be written
 * @property {number} [wait] milliseconds
 * @property {boolean} [begun]
 * @property {boolean} [isProbeNeeded] nothing is decided before the site was probed
 */

/** @param {string} reason @param {number} wait @param {import('./site').Site} [site] @returns {Decision} */
function going(reason, wait, site) {
  return { status: 'going', reason, wait, site, begun: true };
}

/** @param {string} reason @param {import('./site').Site} [site] @returns {Decision} */
function done(reason, site) {
  return { status: 'done', reason, site };
}

/** @param {string} reason @param {import('./site').Site} [site] @returns {Decision} */
function failed(reason, site) {
  return { status: 'failed', reason, site };
}

/** The release that is in the midst of a rollout goes away from its visitors. @param {Required<import('./site').Site>} site @param {import('./execution').Run} run @param {string} reason */
function turnBack(site, { release, plan }, reason) {
  return failed(`Turned back to ${site.routing.stable}: ${reason}`, forgotten(notRolling(site, site.routing.stable), plan.kept, release));
}

/** @param {import('./execution').Run} run @param {number} now */
function isBlindTooLong({ blindSince }, now) {
  return now - (blindSince ?? now) >= LONGEST_BLINDNESS;
}

module.exports = { BLIND_WAIT, LONGEST_BLINDNESS, MINUTE, done, failed, going, isBlindTooLong, turnBack };

const { isReleaseId } = require('./release-id');

/**
 * What the viewer-request function reads.
 *
 * @typedef {object} Routing
 * @property {string} stable
 * @property {string} [next] the release that is rolled out beside the stable one
 * @property {number} [weight] the percentage of visitors who get `next`
 * @property {string[]} kept every release that may be asked for
 */

/**
 * @typedef {object} Rollout
 * @property {string} release
 * @property {number} step how many steps of the plan have begun; at 0 the release is only shown to those who ask for it
 * @property {number} since when the present step began
 * @property {number} seen when the driver looked at it
 */

/**
 * What the driver and the operator remember.
 *
 * @typedef {object} State
 * @property {string[]} releases those that are kept, latest first
 * @property {string[]} previous what was stable before, latest first: the way back
 * @property {string} [latest] what was deployed last
 * @property {{ at: number, reason: string }} [pin] no deployment changes what is stable until it is removed
 * @property {Rollout} [rollout]
 * @property {string[]} [forgetting] releases whose files are being deleted
 */

/** @typedef {{ routing?: Routing, state: State }} Site */

/** @param {string | undefined} text @returns {any} */
function parsed(text) {
  try {
    return Object(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
}

/** @param {unknown} list @returns {string[]} */
function idsOf(list) {
  return Array.isArray(list) ? [...new Set(list.filter(isReleaseId))] : [];
}

/**
 * What somebody has written by hand, and broken, is as if it were not there: the next deployment then writes it anew.
 *
 * @param {string | undefined} routingText
 * @param {string | undefined} stateText
 * @returns {Site}
 */
function readSite(routingText, stateText) {
  const { stable, next, weight, kept } = parsed(routingText);
  const { releases, previous, latest, pin, rollout, forgetting } = parsed(stateText);
  const isRolling = isReleaseId(next) && rollout?.release === next && next !== stable
    && [rollout.step, rollout.since, rollout.seen, weight].every(Number.isFinite);
  const known = idsOf([...(isRolling ? [next] : []), ...idsOf(releases), stable, ...idsOf(kept)]);
  return {
    ...(isReleaseId(stable) && { routing: { stable, ...(isRolling && { next, weight }), kept: known } }),
    state: {
      releases: known,
      previous: idsOf(previous).filter((id) => known.includes(id)),
      ...(isReleaseId(latest) && { latest }),
      ...(pin && { pin: { at: Number(pin.at) || 0, reason: String(pin.reason ?? '') } }),
      ...(isRolling && { rollout }),
      ...(idsOf(forgetting).length > 0 && { forgetting: idsOf(forgetting) }),
    },
  };
}

module.exports = { readSite };

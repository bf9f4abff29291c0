/** @typedef {import('./site').Site} Site */

/** @param {string[]} list @param {string} first */
function withFirst(list, first) {
  return [first, ...list.filter((id) => id !== first)];
}

/**
 * @param {Required<Site>} site
 * @param {{ stable?: string, next?: string, weight?: number, releases?: string[] }} change
 * @returns {import('./site').Routing}
 */
function routingOf({ routing, state }, { stable = routing.stable, next, weight, releases = state.releases }) {
  return { stable, ...(next !== undefined && { next, weight }), kept: releases };
}

/** What a deployment brings becomes known, at no weight yet. @param {Required<Site>} site @param {string} release @returns {Required<Site>} */
function registered(site, release) {
  const releases = withFirst(site.state.releases, release);
  const { next, weight } = site.routing;
  return { routing: routingOf(site, { next, weight, releases }), state: { ...site.state, releases, latest: release } };
}

/**
 * The rollout's release at the weight of a step; at step 0 at none.
 *
 * @param {Required<Site>} site
 * @param {import('./site').Rollout} rollout
 * @param {import('./plan').Step[]} steps
 * @returns {Required<Site>}
 */
function rolling(site, rollout, steps) {
  const weight = rollout.step === 0 ? 0 : steps[rollout.step - 1].percent;
  return { routing: routingOf(site, { next: rollout.release, weight }), state: { ...site.state, rollout } };
}

/**
 * Ends a rollout: what is stable is what visitors get.
 *
 * @param {Required<Site>} site
 * @param {string} latest
 * @returns {Required<Site>}
 */
function notRolling(site, latest) {
  const { rollout, ...state } = site.state;
  return { routing: routingOf(site, {}), state: { ...state, latest } };
}

/** @param {Required<Site>} site @param {string} release @returns {Required<Site>} */
function promoted({ routing, state: { rollout, ...state } }, release) {
  const releases = withFirst(withFirst(state.releases, routing.stable), release);
  const previous = withFirst(state.previous, routing.stable).filter((id) => id !== release);
  return { routing: { stable: release, kept: releases }, state: { ...state, releases, previous } };
}

/**
 * What a person makes stable: the way back from there is what was stable before that, or what a person has left for a later one.
 *
 * @param {Required<Site>} site
 * @param {string} release
 * @param {{ at: number, reason: string }} pin
 * @returns {Required<Site>}
 */
function pinned({ routing, state: { rollout, ...state } }, release, pin) {
  const index = state.previous.indexOf(release);
  const previous = index >= 0 ? state.previous.slice(index + 1)
    : release === routing.stable ? state.previous : withFirst(state.previous, routing.stable);
  return { routing: { stable: release, kept: state.releases }, state: { ...state, previous, pin } };
}

/**
 * Takes the oldest releases out of what may be asked for; their files are deleted after that.
 * What visitors get, what was deployed last and the way back stay, as does the release that this is about, whose pages are still open.
 *
 * @param {Required<Site>} site
 * @param {number} most
 * @param {string} release
 * @returns {Required<Site>}
 */
function forgotten({ routing, state }, most, release) {
  const needed = [routing.stable, routing.next, state.latest, state.previous[0], release];
  const kept = state.releases.filter((id, index) => index < most || needed.includes(id));
  const gone = state.releases.filter((id) => !kept.includes(id));
  const forgetting = [...new Set([...(state.forgetting ?? []), ...gone])];
  return {
    routing: { ...routing, kept },
    state: {
      ...state, releases: kept, previous: state.previous.filter((id) => kept.includes(id)), ...(forgetting.length > 0 && { forgetting }),
    },
  };
}

module.exports = { forgotten, notRolling, pinned, promoted, registered, rolling };

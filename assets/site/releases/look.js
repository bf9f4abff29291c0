const { forgotten, notRolling, registered, rolling } = require('./change');
const { BLIND_WAIT, done, failed, going, isBlindTooLong, turnBack } = require('./decision');
const { PROBE_WAIT, SECOND, carryOn } = require('./rollout');

/**
 * @typedef {import('./decision').Known} Known
 * @typedef {import('./decision').Decision} Decision
 */

/**
 * Decides what one look at a rollout leads to; a pure function.
 *
 * @param {Known} known
 * @returns {Decision}
 */
function look({ site: { routing, state }, ...known }) {
  const { run: { release, plan, begun, giveUp, error }, isComplete } = known;
  const reasonToGiveUp = `looking after the release has failed too often (${error?.Error ?? 'unknown'}: ${error?.Cause?.slice(0, 300) ?? ''})`;
  const isGone = !isComplete || state.forgetting?.includes(release);
  if (isGone && routing?.stable !== release && routing?.next !== release) {
    return failed(`Not released: the files of ${release} are gone. Deploy it again.`);
  }
  if (!routing) {
    const site = { routing: { stable: release, kept: [] }, state: { ...state, previous: state.previous.filter((id) => id !== release) } };
    return giveUp ? failed(`Not released: ${reasonToGiveUp}`) : done('The first release is stable at once.', registered(site, release));
  }
  const site = { routing, state };
  const isMine = routing.next === release;
  if (routing.stable === release) {
    return alreadyStable(site, known.run);
  }
  if (giveUp) {
    return isMine ? turnBack(site, known.run, reasonToGiveUp) : failed(`Not released: ${reasonToGiveUp}`);
  }
  if (isMine) {
    return carryOn(site, known);
  }
  if (begun || (known.run.segment > 1 && !state.pin)) {
    return failed(`Superseded: ${state.pin ? `pinned to ${routing.stable} by hand (${state.pin.reason})` : `${routing.next ?? routing.stable} has taken its place`}.`);
  }
  if (state.pin) {
    const reason = `Pinned to ${routing.stable} (${state.pin.reason}), so ${release} can be looked at by its preview only, until the pin is removed.`;
    return done(reason, state.latest === release ? undefined : forgotten(registered(site, release), plan.kept, release));
  }
  return begin(site, known);
}

/** @param {Required<import('./site').Site>} site @param {import('./execution').Run} run */
function alreadyStable(site, { release, begun }) {
  if (site.routing.next !== undefined && !begun) {
    return done(`${release} is stable; the rollout of ${site.routing.next} ends.`, notRolling(site, release));
  }
  return done(`${release} is stable.`, begun || site.state.latest === release ? undefined : registered(site, release));
}

/** @param {Required<import('./site').Site>} site @param {Omit<Known, 'site'>} known @returns {Decision} */
function begin(site, { run, now, red }) {
  const { release, plan } = run;
  if (red === undefined) {
    return { ...(isBlindTooLong(run, now) ? failed('Not started: the alarms cannot be read.', kept(site, run)) : going('The alarms cannot be read, so the rollout waits.', BLIND_WAIT)), begun: false };
  }
  if (red.length > 0) {
    return failed(`Not started: in alarm already: ${red.join(', ')}.`, kept(site, run));
  }
  const rollout = { release, step: 0, since: now, seen: now };
  return going(`${release} begins: at no weight, to be probed.`, plan.probe ? PROBE_WAIT : SECOND, rolling(registered(site, release), rollout, plan.steps));
}

/** What is in the bucket has to be known, to be forgotten some day. @param {Required<import('./site').Site>} site @param {import('./execution').Run} run */
function kept(site, { release, plan }) {
  const { state: { latest = site.routing.stable } } = site;
  const { routing, state } = registered(site, release);
  return forgotten({ routing, state: { ...state, latest } }, plan.kept, release);
}

module.exports = { look };

const { forgotten, notRolling, promoted, registered, rolling } = require('./change');

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Alarms change once a minute. */
const LONGEST_WAIT = MINUTE;
const BLIND_WAIT = 30 * SECOND;
const PROBE_WAIT = 10 * SECOND;

/** The KeyValueStore reaches all places of CloudFront within seconds. */
const LONGEST_PROPAGATION = 2 * MINUTE;

/** What nobody has watched for so long has not been held. */
const LONGEST_GAP = 5 * MINUTE;

/** What nobody has watched for so long is not known to be well. */
const LONGEST_BLINDNESS = 15 * MINUTE;

/** Not at each look, because each call to the KeyValueStore costs a tenth of a cent. */
const SEEN_INTERVAL = 2 * MINUTE;

/** CloudFormation waits for an hour. */
const SEGMENT_END = 50 * MINUTE;
const LAST_SEGMENT_END = 58 * MINUTE;

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

/** @param {import('./execution').Run} run @param {number} now */
function isBlindTooLong({ blindSince }, now) {
  return now - (blindSince ?? now) >= LONGEST_BLINDNESS;
}

/** @param {Required<import('./site').Site>} site @param {Omit<Known, 'site'>} known @returns {Decision} */
function carryOn(site, { run, now, red, probe }) {
  const { plan: { steps, ...plan }, segment, segments } = run;
  const waited = run.answer ? now - run.startedAt : 0;
  const rollout = /** @type {import('./site').Rollout} */ (site.state.rollout);
  if (segment === segments && waited >= LAST_SEGMENT_END) {
    return turnBack(site, run, `it was not over ${LAST_SEGMENT_END / MINUTE} minutes after it began to be waited for.`);
  }
  if (red === undefined) {
    return isBlindTooLong(run, now)
      ? turnBack(site, run, `for ${LONGEST_BLINDNESS / MINUTE} minutes the alarms could not be read.`)
      : going('The alarms cannot be read, so the rollout stays where it is.', BLIND_WAIT);
  }
  const weight = site.routing.weight;
  if (red.length > 0) {
    return turnBack(site, run, `in alarm at ${weight} %: ${red.join(', ')}.`);
  }
  const isGap = now - Math.max(rollout.seen, run.seen ?? 0) > LONGEST_GAP;
  const present = { ...rollout, step: Math.min(rollout.step, steps.length), since: isGap ? now : rollout.since, seen: now };
  if (segment < segments && waited >= SEGMENT_END) {
    return done(`At ${weight} %, goes on in segment ${segment + 1} of ${segments}.`, rolling(site, present, steps));
  }
  if (present.step === 0 && plan.probe) {
    if (!probe) {
      return { ...going('To be probed.', 0), isProbeNeeded: true };
    }
    if (probe.fault) {
      return now - present.since >= LONGEST_PROPAGATION
        ? turnBack(site, run, `the probe failed: ${probe.fault}`)
        : going(`The probe is tried again: ${probe.fault}`, PROBE_WAIT, isGap ? rolling(site, present, steps) : undefined);
    }
  }
  return advance(site, run, rollout, present, now);
}

/**
 * @param {Required<import('./site').Site>} site
 * @param {import('./execution').Run} run
 * @param {import('./site').Rollout} rollout
 * @param {import('./site').Rollout} present
 * @param {number} now
 */
function advance(site, run, rollout, present, now) {
  const { release, plan } = run;
  let { step, since } = present;
  /** @param {number} number */
  const hold = (number) => (number === 0 ? 0 : plan.steps[number - 1].minutes * MINUTE);
  while (step <= plan.steps.length && now - since >= hold(step)) {
    step += 1;
    since = now;
  }
  if (step > plan.steps.length) {
    return done(`${release} is stable.`, forgotten(promoted(site, release), plan.kept, release));
  }
  const { percent, minutes } = plan.steps[step - 1];
  const left = hold(step) - (now - since);
  const isToBeWritten = step !== rollout.step || since !== rollout.since || now - rollout.seen >= SEEN_INTERVAL;
  return going(
    `At ${percent} % for ${minutes} minutes, ${Math.ceil(left / SECOND)} seconds left.`, Math.min(left, LONGEST_WAIT),
    isToBeWritten ? rolling(site, { release, step, since, seen: now }, plan.steps) : undefined,
  );
}

module.exports = { look };

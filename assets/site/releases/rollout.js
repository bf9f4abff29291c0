const { promoted, forgotten, rolling } = require('./change');
const { BLIND_WAIT, LONGEST_BLINDNESS, MINUTE, done, going, isBlindTooLong, turnBack } = require('./decision');

const SECOND = 1000;

/** Alarms change once a minute. */
const LONGEST_WAIT = MINUTE;
const PROBE_WAIT = 10 * SECOND;

/** The KeyValueStore reaches all places of CloudFront within seconds. */
const LONGEST_PROPAGATION = 2 * MINUTE;

/** What nobody has watched for so long has not been held. */
const LONGEST_GAP = 5 * MINUTE;

/** Not at each look, because calls to the API of the KeyValueStore are charged one by one. */
const SEEN_INTERVAL = 2 * MINUTE;

/** CloudFormation waits for an hour. */
const SEGMENT_END = 50 * MINUTE;
const LAST_SEGMENT_END = 58 * MINUTE;

/** @typedef {import('./decision').Decision} Decision */

/**
 * The next moment of a rollout that has begun.
 *
 * @param {Required<import('./site').Site>} site
 * @param {Omit<import('./decision').Known, 'site'>} known
 * @returns {Decision}
 */
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
  const isToBeWritten = step !== rollout.step || now - rollout.seen >= SEEN_INTERVAL;
  return going(
    `At ${percent} % for ${minutes} minutes, ${Math.ceil(left / SECOND)} seconds left.`, Math.min(left, LONGEST_WAIT),
    isToBeWritten ? rolling(site, { release, step, since, seen: now }, plan.steps) : undefined,
  );
}

module.exports = { PROBE_WAIT, SECOND, carryOn };

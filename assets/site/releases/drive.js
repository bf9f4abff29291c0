const { readRedAlarms } = require('./alarms');
const { answerCloudFormation } = require('./answer');
const { writeFailedProbes } = require('./failed-probes');
const { forgetReleases } = require('./forget');
const { look } = require('./look');
const { probeRelease } = require('./probe');
const { isComplete } = require('./release-bucket');
const { changeStore } = require('./routing-store');

/** @param {unknown} error */
function textOf(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** @param {import('./plan').Alarm[]} alarms @returns {Promise<string[] | undefined>} */
async function tryToReadAlarms(alarms) {
  try {
    return await readRedAlarms(alarms);
  } catch (error) {
    console.log(`The alarms cannot be read: ${textOf(error)}`);
    return undefined;
  }
}

/**
 * @param {import('./execution').Run} run
 * @param {string[] | undefined} red
 */
function decide(run, red) {
  return changeStore(async (site) => {
    // An old release may have been forgotten since somebody has asked for it.
    const known = { site, run, red, now: Date.now(), isComplete: run.begun || run.giveUp || await isComplete(run.release) };
    const decision = look(known);
    if (!decision.isProbeNeeded || !run.plan.probe) {
      return decision;
    }
    const probe = await probeRelease(run.plan.probe, run.release);
    const probed = look({ ...known, now: Date.now(), probe });
    writeFailedProbes(run.plan.probe, probed.status === 'failed' ? 1 : 0);
    return probed;
  });
}

/**
 * Who gives up must still answer, or CloudFormation waits for the rest of its hour.
 *
 * @param {import('./execution').Run} run
 * @param {string[] | undefined} red
 * @returns {Promise<import('./decision').Decision>}
 */
async function decideOrGiveUp(run, red) {
  try {
    return await decide(run, red);
  } catch (error) {
    if (!run.giveUp) {
      throw error;
    }
    return { status: 'failed', reason: `Left as it is, because it cannot be turned back (${textOf(error)}): ${run.error?.Cause?.slice(0, 300) ?? ''}` };
  }
}

/**
 * One look at a release that is on its way. Whatever it has done it can do again: Step Functions repeats it if it fails.
 *
 * @param {import('./execution').Run} run
 */
async function drive(run) {
  const red = await tryToReadAlarms(run.plan.alarms);
  const { status, reason, wait = 0, begun } = await decideOrGiveUp(run, red);
  console.log(`${status}: ${reason}`);
  if (status !== 'going') {
    if (run.answer) {
      await answerCloudFormation(run.answer, { status: status === 'done' ? 'SUCCESS' : 'FAILED', reason, data: { Release: run.release } });
    }
    await forgetReleases();
  }
  const now = Date.now();
  const blindSince = red ? undefined : run.blindSince ?? now;
  return { ...run, begun: begun ?? run.begun, seen: now, blindSince, status, reason, waitSeconds: Math.max(1, Math.ceil(wait / 1000)) };
}

module.exports = { drive };

// Asked by ECS before each shift of production traffic: holds a release at its milestones and turns it back if an alarm is red.
const { readRedAlarms } = require('./lib/alarms');
const { recall } = require('./lib/memory');
const { readRelease } = require('./lib/release');

const MINUTE = 60_000;

/** As long as AWS's own example waits: alarms change once a minute. */
const LONGEST_DELAY_SECONDS = 60;
const BLIND_DELAY_SECONDS = 30;

/** What nobody has watched for so long is not known to be well. */
const MOST_BLIND_MINUTES = 15;

/** An override is for the release that repairs what is red, and must not stay behind. */
const LONGEST_OVERRIDE_DAYS = 7;

/**
 * @typedef {{ percent: number, minutes: number }} Milestone
 * @typedef {{ until: string, reason: string }} Override
 * @typedef {{ alarms: string[], milestones: Milestone[], override?: Override, timeoutMinutes: number }} Settings
 * @typedef {{ serviceArn: string, targetServiceRevisionArn: string, productionTrafficWeights?: Record<string, unknown> }} Execution
 * @typedef {{ executionId?: string, lifecycleStage?: string, resourceArn?: string, executionDetails?: Partial<Execution>, hookDetails?: unknown }} HookEvent
 * @typedef {{ hookStatus: 'SUCCEEDED' | 'FAILED' } | { hookStatus: 'IN_PROGRESS', callBackDelay: number, hookDetails: import('./lib/memory').Memory }} HookAnswer
 */

/** @param {string} reason @returns {HookAnswer} */
function goOn(reason) {
  console.log(`Goes on: ${reason}`);
  return { hookStatus: 'SUCCEEDED' };
}

/** @param {string} reason @returns {HookAnswer} */
function turnBack(reason) {
  console.log(`Turned back: ${reason}`);
  return { hookStatus: 'FAILED' };
}

/** @param {string} reason @param {number} seconds @param {import('./lib/memory').Memory} hookDetails @returns {HookAnswer} */
function wait(reason, seconds, hookDetails) {
  console.log(`Waits: ${reason}`);
  return { hookStatus: 'IN_PROGRESS', callBackDelay: Math.max(1, Math.ceil(seconds)), hookDetails };
}

/** The percentage of requests that the new release gets before this shift. @param {Execution} execution */
function weightOf({ productionTrafficWeights, targetServiceRevisionArn }) {
  const weight = Number(productionTrafficWeights?.[targetServiceRevisionArn] ?? NaN);
  return Number.isFinite(weight) ? Math.round(weight) : undefined;
}

/** @returns {Settings} */
function settings() {
  const { ALARMS, MILESTONES, OVERRIDE, TIMEOUT_MINUTES } = process.env;
  return {
    alarms: JSON.parse(ALARMS ?? '[]'),
    milestones: JSON.parse(MILESTONES ?? '[]'),
    override: OVERRIDE ? JSON.parse(OVERRIDE) : undefined,
    timeoutMinutes: Number(TIMEOUT_MINUTES),
  };
}

/**
 * Whether a release may go on although an alarm is red: one that was red before it began, while an override held.
 * Decided by when the release began, so that it does not fail in the middle because the override expires.
 *
 * @param {import('./lib/alarms').RedAlarm} alarm
 * @param {Override | undefined} override
 * @param {number | undefined} startedAt
 */
function isOverridden(alarm, override, startedAt) {
  const left = Date.parse(override?.until ?? '') - (startedAt ?? NaN);
  return left > 0 && left <= LONGEST_OVERRIDE_DAYS * 24 * 60 * MINUTE && alarm.since !== undefined && alarm.since < Number(startedAt);
}

/** @template T @param {Promise<T>} reading @returns {Promise<{ value?: T, fault?: string }>} */
function attempt(reading) {
  return reading.then((value) => ({ value }), (error) => ({ fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }));
}

/**
 * @param {HookEvent} event
 * @param {Execution} execution
 * @param {string | undefined} functionArn
 * @returns {Promise<HookAnswer>}
 */
async function decide(event, execution, functionArn) {
  const { alarms, milestones, override, timeoutMinutes } = settings();
  const [red, release] = await Promise.all([
    attempt(readRedAlarms(alarms)), attempt(readRelease(String(event.resourceArn), execution, { functionArn, timeoutMinutes })),
  ]);
  if (release.value?.returnsToStable) {
    return goOn('what was stable comes back, whatever the alarms say.');
  }
  const now = Date.now();
  const weight = weightOf(execution);
  const memory = recall(event.hookDetails, weight, release.value?.askedSince, now);
  // A red alarm is no reason to turn back before it is known that this is not the way back.
  const fault = red.fault ?? (red.value?.length ? release.fault : undefined);
  if (fault) {
    const blindSince = memory.blindSince || now;
    const reason = `the state of the release cannot be read (${fault})`;
    return now - blindSince >= MOST_BLIND_MINUTES * MINUTE
      ? turnBack(`for ${MOST_BLIND_MINUTES} minutes ${reason}.`)
      : wait(`${reason}, which by itself turns nothing back.`, BLIND_DELAY_SECONDS, { ...memory, blindSince });
  }
  const judged = red.value?.filter((alarm) => !isOverridden(alarm, override, release.value?.startedAt)) ?? [];
  const names = (/** @type {{ name: string }[] | undefined} */ list) => list?.map(({ name }) => name).join(', ');
  if (judged.length > 0) {
    return turnBack(`in alarm at ${weight ?? 'an unknown weight'} %: ${names(judged)}.${override ? ` The override until ${override.until} does not cover that.` : ''}`);
  }
  if (red.value?.length) {
    console.log(`Overridden until ${override?.until} (${override?.reason}), red since before the release: ${names(red.value)}`);
  }
  const minutes = milestones.find(({ percent }) => percent === weight)?.minutes ?? 0;
  if (weight === undefined || minutes === 0 || release.value?.isFirst) {
    return goOn(weight === undefined ? `no weight of the release in ${JSON.stringify(event)}` : `nothing to wait for at ${weight} %.`);
  }
  const left = minutes * MINUTE - (now - memory.since);
  return left <= 0
    ? goOn(`${minutes} minutes at ${weight} % are over.`)
    : wait(`at ${weight} % for ${minutes} minutes, ${Math.ceil(left / 1000)} seconds left.`, Math.min(left / 1000, LONGEST_DELAY_SECONDS), { ...memory, blindSince: 0 });
}

/**
 * ECS turns a release back if the function fails, so whatever it does not understand is answered as well.
 *
 * @param {HookEvent} event
 * @param {{ invokedFunctionArn?: string }} [context]
 * @returns {Promise<HookAnswer>}
 */
async function handler(event, context) {
  try {
    const { serviceArn, targetServiceRevisionArn, productionTrafficWeights } = event.executionDetails ?? {};
    if (!event.resourceArn || !serviceArn || !targetServiceRevisionArn) {
      return goOn(`this call is not understood: ${JSON.stringify(event)}`);
    }
    return await decide(event, { serviceArn, targetServiceRevisionArn, productionTrafficWeights }, context?.invokedFunctionArn);
  } catch (error) {
    return goOn(`this call is not understood (${error}): ${JSON.stringify(event)}`);
  }
}

module.exports = { handler };

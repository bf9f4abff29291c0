const { pinned } = require('./change');
const { startRun } = require('./execution');
const { planOfText } = require('./plan');
const { changeStore, readStore } = require('./routing-store');

/** A value of the KeyValueStore has 1,000 bytes, most of them for releases. */
const LONGEST_REASON_BYTES = 200;

/** @typedef {Required<import('./site').Site>} Site */

/** @param {import('./site').Site} site @returns {Site} */
function released({ routing, state }) {
  if (!routing) {
    throw new Error('The site has no release yet: deploy it first.');
  }
  return { routing, state };
}

/** What the operator is shown. @param {Site} site */
function overview({ routing: { stable, next, weight = 0 }, state: { releases, previous, latest, pin } }) {
  return {
    releases: releases.map((id) => ({
      id,
      stable: id === stable,
      next: id === next,
      latest: id === latest,
      previous: id === previous[0],
      weight: id === next ? weight : id === stable ? 100 - (next ? weight : 0) : 0,
    })),
    pin: pin ? { at: new Date(pin.at).toISOString(), reason: pin.reason } : null,
  };
}

/** @param {Site} site @param {unknown} wanted */
function wantedRelease({ routing, state }, wanted) {
  // In the midst of a rollout the way back is what most visitors still get.
  const release = wanted === 'previous' ? (routing.next ? routing.stable : state.previous[0]) : wanted;
  if (typeof release !== 'string' || !state.releases.includes(release)) {
    throw new Error(wanted === 'previous'
      ? 'There is no previous release to go back to.'
      : `release must be "previous" or one of ${state.releases.join(', ')}, got: ${JSON.stringify(wanted)}`);
  }
  return release;
}

/** @param {unknown} reason */
function checkedReason(reason) {
  if (typeof reason !== 'string' || reason.trim() === '' || Buffer.byteLength(JSON.stringify(reason)) > LONGEST_REASON_BYTES) {
    throw new Error(`reason must be a text of at most ${LONGEST_REASON_BYTES} bytes that says why deployments are held, got: ${JSON.stringify(reason)}`);
  }
  return reason;
}

/** @param {any} request */
async function rollBack({ release: wanted, reason }) {
  const pin = { at: Date.now(), reason: checkedReason(reason) };
  const { site, message } = await changeStore((read) => {
    const present = released(read);
    const release = wantedRelease(present, wanted);
    return { site: pinned(present, release, pin), message: `${release} is stable, and stays so until the pin is removed.` };
  });
  return { message, ...overview(site) };
}

async function unpin() {
  const plan = planOfText(process.env.PLAN);
  const { overviewed, latest, message } = await changeStore((read) => {
    const { routing, state: { pin, ...state } } = released(read);
    const isToBeReleased = routing.next === undefined && state.latest !== undefined && state.latest !== routing.stable;
    return {
      site: pin && { routing, state },
      overviewed: { routing, state },
      latest: isToBeReleased ? state.latest : undefined,
      message: `${pin ? 'The pin is removed' : 'Nothing was pinned'}; ${isToBeReleased ? `the rollout of ${state.latest} begins` : 'nothing else is to be released'}.`,
    };
  });
  if (latest) {
    await startRun(`unpin-${latest}-${Date.now()}`, { release: latest, plan, segment: 1, segments: 1, startedAt: Date.now() });
  }
  return { message, ...overview(overviewed) };
}

async function list() {
  return overview(released(await readStore()));
}

/** @type {Record<string, (request: any) => Promise<object>>} */
const OPERATIONS = { list, rollback: rollBack, unpin };

/**
 * What people do to a site's releases, by `aws lambda invoke`.
 *
 * @param {any} request
 */
async function operate(request) {
  const operation = Object.hasOwn(OPERATIONS, request?.operation ?? '') ? OPERATIONS[request.operation] : undefined;
  if (!operation) {
    throw new Error(`operation must be one of ${Object.keys(OPERATIONS).join(', ')}, got: ${JSON.stringify(request?.operation)}`);
  }
  return operation(request);
}

module.exports = { operate };

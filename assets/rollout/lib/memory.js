/**
 * What the hook remembers while ECS waits at one weight. ECS keeps it and merges it into the next call, so every key is always given.
 *
 * @typedef {object} Memory
 * @property {number} weight
 * @property {number} since when the hook was first asked at this weight
 * @property {number} blindSince since when nothing could be read; 0 if it can
 */

/** In the place of a weight that a call did not state. */
const NO_WEIGHT = -1;

/** @param {unknown} value @param {number} now @returns {value is number} */
function isPast(value, now) {
  return typeof value === 'number' && value > 0 && value <= now;
}

/**
 * @param {unknown} details an object, or one as JSON text, as CloudFormation takes it
 * @returns {Record<string, unknown>}
 */
function asObject(details) {
  if (typeof details !== 'string') {
    return Object(details);
  }
  try {
    return Object(JSON.parse(details));
  } catch {
    return {};
  }
}

/**
 * What was remembered at another weight says nothing about this one, but shows that nothing was lost: this call is the first at its weight.
 *
 * @param {unknown} details what ECS has handed back
 * @param {number | undefined} weight
 * @param {number | undefined} askedSince since when ECS waits, if it says so: what is known when nothing was handed back
 * @param {number} now
 * @returns {Memory}
 */
function recall(details, weight = NO_WEIGHT, askedSince = undefined, now = Date.now()) {
  const memory = asObject(details);
  const isOfThisWeight = memory.weight === weight;
  const since = isOfThisWeight ? memory.since : memory.weight === undefined ? askedSince : now;
  return {
    weight,
    since: isPast(since, now) ? since : now,
    blindSince: isOfThisWeight && isPast(memory.blindSince, now) ? memory.blindSince : 0,
  };
}

module.exports = { recall };

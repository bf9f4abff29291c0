const { setTimeout: sleep } = require('node:timers/promises');

/**
 * A request of CloudFormation that waits for its answer.
 *
 * @typedef {object} Request
 * @property {string} ResponseURL
 * @property {string} StackId
 * @property {string} RequestId
 * @property {string} LogicalResourceId
 * @property {string} PhysicalResourceId
 */

const MOST_ATTEMPTS = 5;

/** The whole answer must be under 4 KB. */
const LONGEST_REASON = 1000;

/** The same id always, so that CloudFormation never deletes one release because of another. */
const PHYSICAL_ID = 'site-release';

/** @param {any} event @returns {Request} */
function requestOf({ ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId }) {
  return { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId: PhysicalResourceId ?? PHYSICAL_ID };
}

/**
 * The address is a secret for as long as it is valid, so it is in no message.
 *
 * @param {Request} request
 * @param {{ status: 'SUCCESS' | 'FAILED', reason: string, data?: Record<string, string> }} answer
 */
async function answerCloudFormation({ ResponseURL, ...request }, { status, reason, data }) {
  const body = Buffer.from(JSON.stringify({ ...request, Status: status, Reason: reason.slice(0, LONGEST_REASON), Data: data ?? {} }));
  for (let attempt = 1; ; attempt++) {
    const fault = await put(ResponseURL, body);
    if (fault === undefined) {
      console.log(`Answered CloudFormation: ${status}`);
      return;
    }
    if (attempt === MOST_ATTEMPTS) {
      throw new Error(`CloudFormation does not take the answer ${status}: ${fault}`);
    }
    await sleep(2 ** attempt * 250);
  }
}

/** @param {string} url @param {Buffer} body @returns {Promise<string | undefined>} what went wrong */
async function put(url, body) {
  try {
    // The address is signed for a body without a content type.
    const { ok, status } = await fetch(url, { method: 'PUT', body: new Uint8Array(body), headers: { 'content-type': '' }, signal: AbortSignal.timeout(10_000) });
    return ok ? undefined : `status ${status}`;
  } catch (error) {
    return /** @type {Error} */ (error).name;
  }
}

module.exports = { answerCloudFormation, requestOf };

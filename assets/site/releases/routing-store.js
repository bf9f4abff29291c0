// The data API of the KeyValueStore takes SigV4A alone; loading this package is what gives it to the client.
require('@aws-sdk/signature-v4a');
const {
  CloudFrontKeyValueStoreClient, DescribeKeyValueStoreCommand, ListKeysCommand, UpdateKeysCommand,
} = require('@aws-sdk/client-cloudfront-keyvaluestore');
const { readSite } = require('./site');

const client = new CloudFrontKeyValueStoreClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 2000, requestTimeout: 5000 } });

/** CloudFront takes values of 1 KB. */
const MOST_BYTES = 1000;

/** Somebody else has changed the store in the meantime: to be read again. */
class StoreConflict extends Error {}

/** @typedef {import('./site').Site & { texts: { routing?: string, state?: string } }} ReadSite */

/** @returns {string} */
function storeArn() {
  return String(process.env.STORE_ARN);
}

/**
 * Both keys by one call, so that they belong together.
 *
 * @returns {Promise<ReadSite>}
 */
async function readStore() {
  const { Items = [] } = await client.send(new ListKeysCommand({ KvsARN: storeArn(), MaxResults: 50 }));
  /** @param {string} key */
  const textOf = (key) => Items.find(({ Key }) => Key === key)?.Value;
  const texts = { routing: textOf('routing'), state: textOf('state') };
  return { ...readSite(texts.routing, texts.state), texts };
}

/** @param {string} key @param {object} value */
function putOf(key, value) {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    throw new Error(`The key ${key} would be ${bytes} bytes, and the KeyValueStore takes ${MOST_BYTES}: keep fewer releases, or give a shorter reason.`);
  }
  return { Key: key, Value: text };
}

/** The API answers a stale ETag as a conflict or, by its text alone, as a precondition that is not met. @param {unknown} error */
function isConflict(error) {
  const { name, message } = /** @type {Error} */ (error);
  return name === 'ConflictException' || (name === 'ValidationException' && /pre-?condition|if-?match|etag/i.test(message));
}

/**
 * Writes both keys at once, if nobody has changed them since they were read.
 *
 * @param {ReadSite} read
 * @param {{ routing?: import('./site').Routing, state: import('./site').State }} site
 */
async function replaceStore(read, { routing, state }) {
  const puts = [...(routing ? [putOf('routing', routing)] : []), putOf('state', state)];
  const { ETag } = await client.send(new DescribeKeyValueStoreCommand({ KvsARN: storeArn() }));
  const { texts } = await readStore();
  if (texts.routing !== read.texts.routing || texts.state !== read.texts.state) {
    throw new StoreConflict('The KeyValueStore was changed in the meantime');
  }
  try {
    await client.send(new UpdateKeysCommand({ KvsARN: storeArn(), IfMatch: ETag, Puts: puts }));
  } catch (error) {
    throw isConflict(error) ? new StoreConflict('The KeyValueStore was changed in the meantime') : error;
  }
}

/** Twice the writers there are at a time. */
const MOST_ATTEMPTS = 6;

/**
 * Reads, decides and writes what was decided, again if somebody else wrote in between.
 *
 * @template {{ site?: import('./site').Site }} T
 * @param {(site: import('./site').Site) => T | Promise<T>} decide without a `site` in its answer nothing is written
 * @returns {Promise<T>}
 */
async function changeStore(decide) {
  for (let attempt = 1; ; attempt++) {
    const read = await readStore();
    const decision = await decide({ routing: read.routing, state: read.state });
    try {
      if (decision.site) {
        await replaceStore(read, decision.site);
      }
      return decision;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === MOST_ATTEMPTS) {
        throw error;
      }
      console.log(`${error.message}: reads it again.`);
    }
  }
}

module.exports = { changeStore, readStore };

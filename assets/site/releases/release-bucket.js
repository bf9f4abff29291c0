const { createWriteStream } = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { setTimeout: sleep } = require('node:timers/promises');
const {
  DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client,
} = require('@aws-sdk/client-s3');

const client = new S3Client({ maxAttempts: 5 });

const MOST_ATTEMPTS = 5;

/** @returns {string} */
function bucket() {
  return String(process.env.BUCKET);
}

/** Outside of what is served; there once all files are. @param {string} release */
function manifestKey(release) {
  return `manifests/${release}.json`;
}

/** @param {string} release */
function prefixOf(release) {
  return `releases/${release}/`;
}

/** @param {unknown} error */
function statusOf(error) {
  return /** @type {{ $metadata?: { httpStatusCode?: number } }} */ (error).$metadata?.httpStatusCode;
}

/** @param {string} release */
async function isComplete(release) {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket(), Key: manifestKey(release) }));
    return true;
  } catch (error) {
    if (statusOf(error) === 404) {
      return false;
    }
    throw error;
  }
}

/**
 * Writes an object that is not there yet, and leaves one that is.
 *
 * @param {string} key
 * @param {Buffer} body
 * @param {import('./object-headers').ObjectHeaders & { Metadata?: Record<string, string> }} headers
 */
async function putOnce(key, body, headers) {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket(), Key: key, Body: body, IfNoneMatch: '*', ...headers }));
      return;
    } catch (error) {
      if (statusOf(error) === 412) {
        return;
      }
      // Another write of the same object is under way.
      if (statusOf(error) !== 409 || attempt === MOST_ATTEMPTS) {
        throw error;
      }
      await sleep(attempt * 200);
    }
  }
}

/** @param {string} release @param {string} path @param {Buffer} body @param {import('./object-headers').ObjectHeaders} headers */
async function putFile(release, path, body, headers) {
  await putOnce(`${prefixOf(release)}${path}`, body, { ...headers, Metadata: { release } });
}

/** @param {string} release @param {object} manifest */
async function putManifest(release, manifest) {
  await putOnce(manifestKey(release), Buffer.from(JSON.stringify(manifest)), { ContentType: 'application/json', CacheControl: 'no-store' });
}

/** The paths of the files of a release that are there, a page at a time. @param {string} release */
async function* pagesOfFiles(release) {
  /** @type {string | undefined} */
  let token;
  do {
    const { Contents = [], NextContinuationToken } = await client.send(new ListObjectsV2Command({ Bucket: bucket(), Prefix: prefixOf(release), ContinuationToken: token }));
    yield Contents.map(({ Key }) => Key.slice(prefixOf(release).length));
    token = NextContinuationToken;
  } while (token);
}

/** @param {string} release */
async function filesOf(release) {
  const files = new Set();
  for await (const page of pagesOfFiles(release)) {
    page.forEach((path) => files.add(path));
  }
  return files;
}

/** @param {string[]} keys at most 1,000 */
async function deleteKeys(keys) {
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket(), Delete: { Quiet: true, Objects: keys.map((Key) => ({ Key })) } }));
  if (Errors.length > 0) {
    throw new Error(`${Errors.length} objects cannot be deleted, the first is ${Errors[0].Key}: ${Errors[0].Code}`);
  }
}

/** The manifest first: a release without all of its files is no release. @param {string} release @returns {Promise<number>} how many files */
async function removeRelease(release) {
  await deleteKeys([manifestKey(release)]);
  let count = 0;
  for await (const page of pagesOfFiles(release)) {
    if (page.length > 0) {
      await deleteKeys(page.map((path) => `${prefixOf(release)}${path}`));
    }
    count += page.length;
  }
  return count;
}

/** @param {{ Bucket: string, Key: string }} content @param {string} file */
async function download({ Bucket, Key }, file) {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  await pipeline(Body, createWriteStream(file));
}

module.exports = { download, filesOf, isComplete, putFile, putManifest, removeRelease };

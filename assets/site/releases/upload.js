const { mkdtemp, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { inParallel } = require('./in-parallel');
const { headersOf, headersOfSettings } = require('./object-headers');
const { download, filesOf, isComplete, putFile, putManifest } = require('./release-bucket');
const { settingsContent } = require('./settings-file');
const { withFiles } = require('./unpack');

/** Enough to keep the network busy, few enough to hold that many files in memory. */
const MOST_AT_A_TIME = 16;
const PROGRESS_INTERVAL = 500;

/** What is needed to answer before Lambda ends the function. */
const RESERVED_MILLISECONDS = 30_000;

/**
 * @typedef {object} Content
 * @property {{ Bucket: string, Key: string }} archive
 * @property {string} contentHash
 * @property {string} settingsFile
 * @property {string} settings
 */

/** @typedef {{ path: string, headers: import('./object-headers').ObjectHeaders, read: () => Promise<Buffer> }} File */

/** @param {import('./unpack').PackedFile[]} packed @param {Content} content @returns {File[]} */
function filesToUpload(packed, { settingsFile, settings }) {
  const files = packed.map(({ path, read }) => ({ path, read, headers: headersOf(path) }));
  if (!files.some(({ path }) => path === 'index.html')) {
    throw new Error(`The content has no index.html beside its ${files.length} files`);
  }
  if (settings === '') {
    return files;
  }
  const body = settingsContent(settingsFile, settings);
  return [...files.filter(({ path }) => path !== settingsFile), { path: settingsFile, headers: headersOfSettings(settingsFile), read: async () => body }];
}

/**
 * @param {string} release
 * @param {File[]} files
 * @param {() => number} remaining milliseconds
 */
async function uploadFiles(release, files, remaining) {
  const present = await filesOf(release);
  const missing = files.filter(({ path }) => !present.has(path));
  console.log(`${release}: ${missing.length} of ${files.length} files to upload.`);
  let count = 0;
  await inParallel(missing, MOST_AT_A_TIME, async ({ path, headers, read }) => {
    if (remaining() < RESERVED_MILLISECONDS) {
      throw new Error(`${present.size + count} of ${files.length} files are uploaded and the time is over: deploy again, which goes on from there`);
    }
    await putFile(release, path, await read(), headers);
    count += 1;
    if (count % PROGRESS_INTERVAL === 0) {
      console.log(`${release}: ${count} of ${missing.length} uploaded.`);
    }
  });
}

/**
 * Puts a release into the bucket, unless it is there. An interrupted upload is completed.
 *
 * @param {string} release
 * @param {Content} content
 * @param {() => number} remaining
 */
async function uploadRelease(release, content, remaining) {
  if (await isComplete(release)) {
    console.log(`${release} is complete: nothing to upload.`);
    return;
  }
  const directory = await mkdtemp(join(tmpdir(), 'site-'));
  try {
    const archive = join(directory, 'content.zip');
    await download(content.archive, archive);
    await withFiles(archive, async (packed) => {
      const files = filesToUpload(packed, content);
      await uploadFiles(release, files, remaining);
      // Last, because it says that all the others are there.
      await putManifest(release, { release, contentHash: content.contentHash, settingsFile: content.settings && content.settingsFile, files: files.length });
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

module.exports = { uploadRelease };

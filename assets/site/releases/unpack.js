const { buffer } = require('node:stream/consumers');
const { openPromise } = require('yauzl');

/** @typedef {{ path: string, read: () => Promise<Buffer> }} PackedFile */

/**
 * The files of a zip archive. Names that would lead out of a release are refused: yauzl throws on `..`, absolute names and backslashes.
 *
 * @template T
 * @param {string} archive
 * @param {(files: PackedFile[]) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withFiles(archive, use) {
  const zip = await openPromise(archive, { autoClose: false, lazyEntries: true, strictFileNames: true });
  try {
    /** @type {PackedFile[]} */
    const files = [];
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('/')) {
        files.push({ path: checkedPath(entry.fileName), read: async () => buffer(await zip.openReadStreamPromise(entry)) });
      }
    }
    return await use(files);
  } finally {
    zip.close();
  }
}

/** @param {string} path */
function checkedPath(path) {
  // eslint-disable-next-line no-control-regex
  if (/(?:^|\/)\.?(?:\/|$)|[\x00-\x1f\x7f]/.test(path)) {
    throw new Error(`The content has a file with a name that no address leads to: ${JSON.stringify(path)}`);
  }
  return path;
}

module.exports = { withFiles };

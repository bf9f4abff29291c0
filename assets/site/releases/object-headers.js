const { posix } = require('node:path');
const { contentType } = require('mime-types');

/** @typedef {{ ContentType: string, CacheControl: string }} ObjectHeaders */

const FOREVER = 'public, max-age=31536000, immutable';
const ASK = 'no-cache';
const NEVER = 'no-store';

/** `index-BqF3k2aX.js` of Vite, `main-5NQ3KXYZ.js` of Angular, `main.3f2a1b9c.chunk.js` of webpack. */
const HASHED_NAME = /[-.]([\w-]{8}|[0-9a-f]{8,64})(?:\.chunk|\.module)?\.(?:[a-z0-9]+)(?:\.map|\.gz|\.br)?$/;

/**
 * Whether a part of a name is a hash. Rather one too few, which is only asked for again, than `-Version2.js` for a year:
 * a hash has letters and digits mixed, and is more than a word with a number.
 *
 * @param {string} text
 */
function isHash(text) {
  const isMixed = /[a-z]/i.test(text) && /\d/.test(text) && !/^[a-z]+\d+$/i.test(text) && !/^\d+[a-z]+$/i.test(text);
  const isHexadecimal = /^[0-9a-f]+$/.test(text);
  const isBase32 = /^[0-9A-Z]{8}$/.test(text);
  const isBase64 = /^[\w-]{8}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return isMixed && (isHexadecimal || isBase32 || isBase64);
}

/** @param {string} path */
function isImmutable(path) {
  const name = posix.basename(path);
  const [, hash] = HASHED_NAME.exec(name) ?? [];
  return hash !== undefined && isHash(hash) && !/\.html?$/.test(name);
}

/** @param {string} path */
function contentTypeOf(path) {
  return contentType(posix.extname(path)) || 'application/octet-stream';
}

/** @param {string} path of a file of the site @returns {ObjectHeaders} */
function headersOf(path) {
  return { ContentType: contentTypeOf(path), CacheControl: isImmutable(path) ? FOREVER : ASK };
}

/** @param {string} path of the run-time settings @returns {ObjectHeaders} */
function headersOfSettings(path) {
  return { ContentType: contentTypeOf(path), CacheControl: NEVER };
}

module.exports = { headersOf, headersOfSettings };

const { inParallel } = require('./in-parallel');
const { filesOfPage } = require('./page-files');

const TIMEOUT_MILLISECONDS = 5000;
const MOST_AT_A_TIME = 8;

/** The rules of AWS's firewall refuse requests without one. */
const USER_AGENT = 'site-release-probe';

/**
 * @param {string} url
 * @param {string} release
 * @param {Record<string, string>} headers by which the release is asked for
 */
async function get(url, release, headers) {
  const response = await fetch(url, {
    headers: { 'user-agent': USER_AGENT, ...headers }, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  const answering = response.headers.get('x-site-release');
  const body = await response.text();
  if (response.status !== 200 || answering !== release) {
    throw new Error(`status ${response.status} of ${answering ? `release ${answering}` : 'no release'}`);
  }
  return { body, isPage: response.headers.get('content-type')?.startsWith('text/html') ?? false };
}

/** @param {string} url @param {string} release */
async function probePage(url, release) {
  const { body, isPage } = await get(url, release, { 'x-release-preview': release });
  // As a browser does: files are those of the release that the page was of.
  return isPage ? filesOfPage(body, url) : [];
}

/**
 * Asks for a release at no weight, its pages and what they load.
 *
 * @param {import('./plan').Probe} probe
 * @param {string} release
 * @returns {Promise<{ fault?: string }>}
 */
async function probeRelease({ url: base, paths }, release) {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {(url: string, work: () => Promise<void>) => Promise<void>} */
  const named = async (url, work) => {
    try {
      await work();
    } catch (error) {
      throw new Error(`${url}: ${/** @type {Error} */ (error).message}`);
    }
  };
  try {
    await inParallel(paths.map((path) => new URL(path, base).href), MOST_AT_A_TIME, (url) => named(url, async () => {
      (await probePage(url, release)).forEach((file) => files.add(file));
    }));
    await inParallel([...files], MOST_AT_A_TIME, (url) => named(url, async () => {
      await get(url, release, { 'x-release-preview': release, 'cookie': `__Host-release=${release}` });
    }));
    return {};
  } catch (error) {
    return { fault: /** @type {Error} */ (error).message };
  }
}

module.exports = { probeRelease };

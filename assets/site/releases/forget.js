const { removeRelease } = require('./release-bucket');
const { changeStore, readStore } = require('./routing-store');

/** @param {string} release */
function forgotten(release) {
  return changeStore(({ routing, state: { forgetting = [], ...state } }) => {
    const left = forgetting.filter((id) => id !== release);
    return { site: left.length < forgetting.length ? { routing, state: { ...state, ...(left.length > 0 && { forgetting: left }) } } : undefined };
  });
}

/**
 * Deletes the files of releases that may no longer be asked for. What an interrupted call has left is deleted by the next one.
 *
 * @param {string} [only] the one that is needed anew
 */
async function deleteForgotten(only) {
  const { state: { forgetting = [], releases } } = await readStore();
  for (const release of forgetting.filter((id) => only === undefined || id === only)) {
    if (!releases.includes(release)) {
      const files = await removeRelease(release);
      console.log(`Deleted ${release}: ${files} files.`);
    }
    await forgotten(release);
  }
}

/** A release has succeeded whether or not the room of an old one is free already. */
async function forgetReleases() {
  try {
    await deleteForgotten();
  } catch (error) {
    console.log(`Old releases are left for the next deployment to delete: ${error}`);
  }
}

module.exports = { deleteForgotten, forgetReleases };

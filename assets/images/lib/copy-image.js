/**
 * Copies an image by its digest. What is there is not sent again, so that a copy that broke off goes on where it was.
 *
 * The tag comes last: it says that the image is whole.
 *
 * @param from, to `{ registry, repository }`
 * @returns whether there was anything to do
 */
async function copyImage(from, to, digest) {
  const tag = digest.replace('sha256:', '');
  if (await to.registry.hasTag(to.repository, tag, digest)) {
    return false;
  }
  const manifest = await copyContents(from, to, digest);
  await to.registry.putManifest(to.repository, tag, manifest);
  return true;
}

async function copyContents(from, to, digest) {
  const manifest = await from.registry.manifest(from.repository, digest);
  const { config, layers = [], manifests = [] } = JSON.parse(manifest.bytes);
  // A list names manifests, which must be there before it.
  for (const { digest: part } of manifests) {
    await to.registry.putManifest(to.repository, part, await copyContents(from, to, part));
  }
  const blobs = new Set([...layers, ...(config ? [config] : [])].map((blob) => blob.digest));
  for (const blob of blobs) {
    if (!await to.registry.hasBlob(to.repository, blob)) {
      await to.registry.putBlob(to.repository, blob, await from.registry.blob(from.repository, blob));
    }
  }
  return manifest;
}

module.exports = { copyImage };

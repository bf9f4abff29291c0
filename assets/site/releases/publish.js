const { answerCloudFormation, requestOf } = require('./answer');
const { startRun } = require('./execution');
const { deleteForgotten } = require('./forget');
const { planOfProperties } = require('./plan');
const { isReleaseId, releaseIdOf } = require('./release-id');
const { uploadRelease } = require('./upload');

/**
 * The release that a resource is about: the first segment brings it, those after it wait for it.
 *
 * @param {any} properties
 * @param {() => number} remaining
 * @returns {Promise<string>}
 */
async function releaseOf({ Release, Content, ContentHash, Settings = '', SettingsFile }, remaining) {
  if (Release !== undefined) {
    if (!isReleaseId(Release)) {
      throw new Error(`Release must be 16 hexadecimal digits, got: ${Release}`);
    }
    return Release;
  }
  const release = releaseIdOf(ContentHash, SettingsFile, Settings);
  // What is being deleted may be what is released again.
  await deleteForgotten(release);
  await uploadRelease(release, { archive: Content, contentHash: ContentHash, settingsFile: SettingsFile, settings: Settings }, remaining);
  return release;
}

/**
 * Puts a release into the bucket and starts what brings it to the visitors, which answers CloudFormation at its end.
 *
 * @param {any} event of CloudFormation
 * @param {{ getRemainingTimeInMillis: () => number }} context
 */
async function publish(event, context) {
  const answer = requestOf(event);
  const startedAt = Date.now();
  if (event.RequestType === 'Delete') {
    await answerCloudFormation(answer, { status: 'SUCCESS', reason: 'Releases go with their bucket.' });
    return;
  }
  try {
    const { Segment, Segments, ...properties } = event.ResourceProperties;
    const plan = planOfProperties(properties);
    const release = await releaseOf(properties, () => context.getRemainingTimeInMillis());
    await startRun(event.RequestId, { release, plan, answer, segment: Number(Segment ?? 1), segments: Number(Segments ?? 1), startedAt });
  } catch (error) {
    console.log(`Not released: ${error}`);
    await answerCloudFormation(answer, { status: 'FAILED', reason: `Not released: ${error instanceof Error ? error.message : error}` });
  }
}

module.exports = { publish };

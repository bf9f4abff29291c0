// Copies the images of a release to the registries of its environments: node promote.js images.json
const { readFileSync } = require('node:fs');
const { copyImage } = require('./lib/copy-image');
const { authorizationFor } = require('./lib/ecr');
const { Registry } = require('./lib/registry');

const ATTEMPTS = 3;
const PAUSE = Number(process.env.PROMOTION_PAUSE_MS ?? 5000);

async function main(file) {
  const images = JSON.parse(readFileSync(file, 'utf8'));
  const registries = new Map();
  const signIn = ({ registry, region, roleArn }) => {
    const key = `${registry} ${roleArn}`;
    registries.set(key, registries.get(key) ?? authorizationFor(region, roleArn).then((authorization) => new Registry(registry, authorization)));
    return registries.get(key);
  };
  // Before anything is read of the images: an account that does not let us in is told of in the first run, too.
  for (const { destination } of images) {
    await signIn(destination);
  }
  const missing = images.filter(({ image }) => image === null);
  if (missing.length > 0) {
    throw new Error(['These services have a placeholder in the place of their image, so nothing was copied:',
      ...missing.map(({ service, file: wanted }) => `  - ${service}: ${wanted} was absent when the app was synthesized`),
      'Run the pipeline again; if this repeats, look at the output of the build in pipeline.json.'].join('\n'));
  }
  for (const { image, destination } of images) {
    const from = { registry: await signIn(image), repository: image.repository };
    const to = { registry: await signIn(destination), repository: destination.repository };
    const done = await persistently(() => copyImage(from, to, image.digest));
    process.stdout.write(`${image.repository}@${image.digest} ${done ? 'copied to' : 'is in'} ${destination.registry}/${destination.repository}\n`);
  }
}

/** A release should not end for one request of many that went wrong. */
async function persistently(work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
      process.stderr.write(`${error.message}\nAttempt ${attempt + 1} of ${ATTEMPTS} follows.\n`);
      await new Promise((resolve) => setTimeout(resolve, attempt * PAUSE));
    }
  }
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.message}${error.cause ? `: ${error.cause.message}` : ''}\n`);
  process.exitCode = 1;
});

// The stacks that `cdk deploy` of one stack deploys: the stack itself, and all that it depends on.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { isObject } = require('./canonical');
const { Problems } = require('./problems');

/**
 * Reads them from the manifest, as `cdk deploy` does: a build that was tampered with may have written other files than the usual ones.
 *
 * @param update the folder of the assembly, and the stack's name in it
 * @param known the stacks that the pipeline knows that it consists of
 * @returns name, account, region and template of each, and whether it is known
 */
function stacksOfUpdate({ assembly, stack }, known) {
  const all = stacksIn(assembly);
  const wanted = new Set([stack]);
  for (const name of wanted) {
    all.filter((one) => one.id === name).flatMap(({ dependencies }) => dependencies).forEach((dependency) => wanted.add(dependency));
  }
  const deployed = all.filter(({ id }) => wanted.has(id));
  if (!deployed.some(({ id }) => id === stack)) {
    throw new Problems([`${join(assembly, 'manifest.json')} has no stack ${stack}, which the pipeline updates itself by. Synthesize the pipeline's app, or deploy its stack by hand.`]);
  }
  return deployed.map(({ name, account, region, template }) => {
    const found = known.find((one) => one.name === name && one.account === account && one.region === region);
    return { name, account, region, template, lookupRoleArn: null, isKnown: found !== undefined };
  });
}

function stacksIn(folder) {
  const artifacts = Object.entries(readManifest(folder).artifacts ?? {});
  const names = new Map(artifacts.map(([id, { displayName }]) => [id, displayName ?? id]));
  return artifacts.flatMap(([id, { type, environment, properties = {}, dependencies = [] }]) => {
    switch (type) {
      case 'cdk:cloud-assembly':
        return stacksIn(join(folder, properties.directoryName));
      case 'aws:cloudformation:stack': {
        const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
        const template = join(folder, properties.templateFile);
        return [{ id: names.get(id), name: properties.stackName ?? id, account, region, template, dependencies: dependencies.map((one) => names.get(one) ?? one) }];
      }
      default:
        return [];
    }
  });
}

function readManifest(folder) {
  const file = join(folder, 'manifest.json');
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    if (isObject(manifest)) {
      return manifest;
    }
  } catch {
    // Said below: a missing file and a broken one have the same remedy.
  }
  throw new Problems([`${file} is no manifest of a cloud assembly: the input of this build must be the output of the synth.`]);
}

module.exports = { stacksOfUpdate };

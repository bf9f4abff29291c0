import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject } from '../model/intrinsics';

/** What constructs have to say about a stack without that being a warning: `Annotations.of(construct).addInfo(…)`. */
const NOTICE = 'aws:cdk:info';

/**
 * The notices of a stack, from the cloud assembly that its template is in. A template from elsewhere has none.
 *
 * CDK keeps them in a file beside the manifest, or in the manifest itself if it is of an earlier version.
 */
export function noticesOf(templateFile: string): string[] {
  const folder = dirname(templateFile);
  const manifest = readObject(join(folder, 'manifest.json'));
  const artifacts = isObject(manifest.artifacts) ? Object.values(manifest.artifacts).filter(isObject) : [];
  const artifact = artifacts.find(({ properties }) => isObject(properties) && properties.templateFile === basename(templateFile));
  const { metadata, additionalMetadataFile } = artifact ?? {};
  const further = typeof additionalMetadataFile === 'string' ? readObject(join(folder, additionalMetadataFile)) : {};
  return [...(isObject(metadata) ? Object.values(metadata) : []), ...Object.values(further)].flat()
    .flatMap((entry) => isObject(entry) && entry.type === NOTICE && typeof entry.data === 'string' ? [entry.data] : []);
}

/** Notices are told beside what an action does: a file that is none of CDK's has nothing to tell, and is no reason to fail. */
function readObject(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) {
    return {};
  }
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

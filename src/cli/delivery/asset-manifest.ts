import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EnvironmentPlan } from '../../blueprint/private/delivery-plan';
import { CloudAssembly } from '../../rehearsal';

interface Asset {
  readonly source: { readonly path?: string; readonly directory?: string };
  readonly destinations: Record<string, unknown>;
}

type Assets = Record<string, Asset>;

/** What `cdk-assets` publishes: `files` and `dockerImages`, each asset by its hash, and where each goes. */
export interface AssetManifest {
  readonly version: string;
  readonly files: Assets;
  readonly dockerImages: Assets;
}

/**
 * All assets of the plans' stages as one manifest, for a place directly in the assembly's folder.
 *
 * Stages share assets, and environments may share an account; merged, each asset goes to each destination once.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/assets.html
 */
export function mergedAssets(assembly: CloudAssembly, plans: readonly EnvironmentPlan[]): AssetManifest {
  const planned = new Set(plans.flatMap((plan) => plan.stages).flatMap((stage) => stage.stacks));
  const folders = new Set(assembly.stacks.filter((stack) => planned.has(stack.displayName)).map((stack) => dirname(stack.templateFile)));
  const merged = { version: '', files: {}, dockerImages: {} };
  for (const folder of folders) {
    for (const { version, files, dockerImages } of manifestsIn(folder)) {
      merged.version = version;
      merge(merged.files, files, relative(assembly.directory, folder));
      merge(merged.dockerImages, dockerImages, relative(assembly.directory, folder));
    }
  }
  return merged;
}

function manifestsIn(folder: string): AssetManifest[] {
  const { artifacts } = readJson(join(folder, 'manifest.json')) as { artifacts: Record<string, { type: string; properties: { file: string } }> };
  return Object.values(artifacts).filter(({ type }) => type === 'cdk:asset-manifest')
    .map(({ properties }) => readJson(join(folder, properties.file)) as AssetManifest);
}

function merge(target: Assets, assets: Assets | undefined, folder: string): void {
  for (const [id, asset] of Object.entries(assets ?? {})) {
    target[id] ??= { source: seenFromAbove(asset.source, folder), destinations: {} };
    const { destinations } = target[id];
    for (const [name, destination] of Object.entries(asset.destinations)) {
      if (!Object.values(destinations).some((known) => isDeepStrictEqual(known, destination))) {
        destinations[name in destinations ? `${name}-${Object.keys(destinations).length}` : name] = destination;
      }
    }
  }
}

function seenFromAbove(source: Asset['source'], folder: string): Asset['source'] {
  return {
    ...source,
    ...(source.path !== undefined && { path: join(folder, source.path) }),
    ...(source.directory !== undefined && { directory: join(folder, source.directory) }),
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

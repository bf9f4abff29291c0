import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mergedAssets } from './asset-manifest';
import type { DeliverOptions } from './deliver-options';
import { readPlan } from './plan';
import { runTool } from './tool';
import { PLACEHOLDER_MARKER } from '../../blueprint/private/placeholder-marker';
import { CloudAssembly } from '../../rehearsal';

/** Publishes the assets of the environments. Answers with the exit code. */
export async function publish({ app, environments }: DeliverOptions): Promise<number> {
  const plans = environments.map((environment) => readPlan(app, environment));
  const placeholder = readdirSync(app, { recursive: true, encoding: 'utf8' }).find((path) => basename(path) === PLACEHOLDER_MARKER);
  if (placeholder !== undefined) {
    process.stderr.write(`${join(app, placeholder)} marks a placeholder: the output of a build was absent when the app was synthesized. ` +
      'Nothing was published. Run the builds and synthesize again; if this repeats, compare output in pipeline.json with what the build writes.\n');
    return 1;
  }
  const manifest = join(app, 'delivery.assets.json');
  writeFileSync(manifest, `${JSON.stringify(mergedAssets(CloudAssembly.load(app), plans), undefined, 2)}\n`);
  return runTool('cdk-assets', ['publish', '--path', manifest]);
}

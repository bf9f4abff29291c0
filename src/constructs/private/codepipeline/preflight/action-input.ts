import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { AssetStaging, Stage } from 'aws-cdk-lib';
import type { Count } from './count';
import type { StackTemplate } from './stack-template';

/**
 * The size of the app's cloud assembly, which travels as one zip file into every deployment.
 *
 * Files of an earlier synth may lie in the same folder, so that it is the constructs that say what is in it. Compressing takes
 * time: only an assembly that is too large as it is gets compressed.
 */
export function actionInputCount(app: Stage, templates: readonly StackTemplate[], most: number): Count {
  const parts = [
    ...stagedAssets(app).map((path) => ({ path, size: sizeOf(path, (file) => statSync(file).size) })),
    ...templates.map(({ stackName, text }) => ({ path: stackName, size: Buffer.byteLength(text) })),
  ].sort((a, b) => b.size - a.size);
  const plain = parts.reduce((sum, { size }) => sum + size, 0);
  const count = plain <= most ? plain : parts.reduce((sum, { path, size }) => sum + (existsSync(path) ? sizeOf(path, compressed) : size), 0);
  return { limit: 'actionInputBytes', count, where: parts.length === 0 ? 'nothing' : `most for ${parts[0].path}` };
}

/** What assets have left in the assembly, and the stages' templates. */
function stagedAssets(app: Stage): string[] {
  const constructs = app.node.findAll();
  const staged = constructs.filter((construct): construct is AssetStaging => construct instanceof AssetStaging)
    .map(({ absoluteStagedPath }) => absoluteStagedPath);
  const stages = constructs.filter((construct): construct is Stage => construct instanceof Stage && construct !== app)
    .flatMap(({ outdir }) => readdirSync(outdir).map((name) => join(outdir, name)).filter((path) => statSync(path).isFile()));
  return [...new Set([...staged.filter((path) => path.startsWith(app.outdir)), ...stages])];
}

function sizeOf(path: string, size: (file: string) => number): number {
  return statSync(path).isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name), size), 0) : size(path);
}

function compressed(file: string): number {
  return deflateRawSync(readFileSync(file)).length;
}

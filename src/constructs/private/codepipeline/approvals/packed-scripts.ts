import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const REVIEW = join(__dirname, '..', '..', '..', '..', '..', 'assets', 'review');

/** Packing takes a tenth of a second, and an app may have many pipelines. */
const packed = new Map<string, string>();

/**
 * The command that writes a script of the review, and those that it needs, to a folder, out of itself.
 *
 * CodeBuild takes no buildspec of more than 25,600 characters, which is why they are packed.
 *
 * @param script such as `update-summary.js`
 * @see https://github.com/aws/aws-cdk/pull/14974
 */
export function unpackCommand(script: string, folder: string): string {
  const scripts = packed.get(script) ?? pack(neededBy(script));
  packed.set(script, scripts);
  return `node - "${folder}" ${scripts} <<'END_OF_SCRIPT'\n${readFileSync(join(REVIEW, 'unpack.js'), 'utf8')}END_OF_SCRIPT`;
}

/** The paths of a script and of all that it requires. */
function neededBy(script: string): string[] {
  const paths = new Set([script]);
  for (const path of paths) {
    const required = readFileSync(join(REVIEW, path), 'utf8').matchAll(/require\('(\.[^']+)'\)/g);
    [...required].forEach(([, name]) => paths.add(posix.join(posix.dirname(path), name.endsWith('.json') ? name : `${name}.js`)));
  }
  return [...paths];
}

function pack(paths: readonly string[]): string {
  const texts = Object.fromEntries(paths.map((path) => [path, readFileSync(join(REVIEW, path), 'utf8')]));
  return brotliCompressSync(JSON.stringify(texts)).toString('base64');
}

// What Lambda runs for the releases of a site: one file with its libraries, since Lambda's runtime does not bring along what signs
// requests to the KeyValueStore. The same sources give the same bytes, because the hash of the file is in the template.
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '..');
const [, , target = join(root, 'assets', 'site', 'release-function')] = process.argv;

/** Clients that are part of Lambda's runtime. */
const EXTERNAL = ['@aws-sdk/client-cloudwatch', '@aws-sdk/client-s3', '@aws-sdk/client-sfn'];

const { outputFiles: [{ contents }], metafile } = buildSync({
  absWorkingDir: root,
  entryPoints: ['assets/site/releases/index.js'],
  outfile: 'index.js',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  external: EXTERNAL,
  // Their licences are in a file of their own.
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

/** The folders of the packages that are in the file. */
function packages() {
  const folders = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)).flatMap((input) => (
    /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  return [...new Set(folders)].sort();
}

/** Many packages have the same text, so it is there once with all of their names. */
function licences() {
  const byText = new Map();
  for (const folder of packages()) {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const files = readdirSync(path).filter((file) => /^(?:licen[cs]e|notice)(?:\.|$)/i.test(file)).sort();
    const text = files.map((file) => readFileSync(join(path, file), 'utf8').trim()).join('\n\n');
    byText.set(text, [...byText.get(text) ?? [], `${name} ${version} (${license})`]);
  }
  return [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'index.js'), contents);
writeFileSync(join(target, 'LICENSES.txt'), licences());

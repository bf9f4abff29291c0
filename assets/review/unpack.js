// Writes packed scripts to a folder: node - <folder> <the scripts by their paths, as JSON, compressed, in base64>
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { brotliDecompressSync } = require('node:zlib');

const [folder, packed] = process.argv.slice(2);
for (const [path, text] of Object.entries(JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString()))) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

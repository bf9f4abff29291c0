// jsii emits `exports.projen = __importStar(require('./projen'))`: importing a construct would load all of projen
// (0.3 s, 49 MB). aws-cdk-lib rewrites its own index after compilation for the same reason; so do we.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const file = join(__dirname, '..', 'lib', 'index.js');
const eager = /^exports\.projen = __importStar\(require\("\.\/projen"\)\);$/m;
const lazy = 'Object.defineProperty(exports, "projen", { configurable: true, enumerable: true, get: () => __importStar(require("./projen")) });';

const source = readFileSync(file, 'utf8');
if (!source.includes(lazy)) {
  if (!eager.test(source)) {
    throw new Error(`${file} does not load './projen' the way the compiler used to write it; update scripts/lazy-index.js`);
  }
  writeFileSync(file, source.replace(eager, lazy));
}

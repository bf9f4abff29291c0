import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetPath } from '../assets';
import { listFiles } from '../host/files';

const CLIENT = /@aws-sdk\/(client-([a-z0-9-]+))/g;

/** What a module may be asked for by name: an ES module has to list it. */
const EXPORT = /\b(?:[A-Z]\w*|(?:paginate|waitUntil)[A-Z]\w*)\b/g;

/** What Lambda's own Node.js runtimes bring along. */
const PROVIDED = ['@aws-sdk', '@smithy'];

export interface SdkProps {
  /** The folder with the code of the function. */
  readonly root: string;
  /** The folder above it, where Node.js looks for packages that the function does not bring along. */
  readonly scratch: string;
  /** The working tree whose packages stand for those of the runtime. */
  readonly project: string;
  /** Services of which the rehearsal answers some calls, such as `cloudwatch`. */
  readonly answered: readonly string[];
}

/**
 * Provides the AWS SDK as Lambda's Node.js runtimes do: each client that the code names is a stand-in, whose calls the
 * rehearsal answers or refuses. Of services that it cannot answer for, a client that the project has installed is used as it is.
 */
export function provideSdk(props: SdkProps): void {
  const text = codeIn(props.root);
  const named = [...new Map([...text.matchAll(CLIENT)].map(([, name, service]) => [name, service]))];
  const standIns = named.filter(([name, service]) => props.answered.includes(service) || !existsSync(join(props.project, 'node_modules/@aws-sdk', name)));
  linkProvided(props, standIns.map(([name]) => name));
  const names = [...new Set(text.match(EXPORT) ?? [])];
  standIns.forEach(([name, service]) => writeStandIn(join(props.scratch, 'node_modules/@aws-sdk', name), service, names));
}

function codeIn(root: string): string {
  const files = listFiles(root, ['node_modules']).filter((path) => /\.[cm]?js$/.test(path));
  return files.map((path) => readFileSync(join(root, path), 'utf8')).filter((text) => text.includes('@aws-sdk/client-')).join('\n');
}

function linkProvided({ project, scratch }: SdkProps, except: readonly string[]): void {
  for (const scope of PROVIDED) {
    const there = join(project, 'node_modules', scope);
    const here = join(scratch, 'node_modules', scope);
    mkdirSync(here, { recursive: true });
    const packages = existsSync(there) ? readdirSync(there).filter((name) => !except.includes(name)) : [];
    packages.forEach((name) => symlinkSync(join(there, name), join(here, name)));
  }
}

function writeStandIn(folder: string, service: string, names: readonly string[]): void {
  const exports = { import: './index.mjs', require: './index.cjs' };
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `@aws-sdk/client-${service}`, version: '3.0.0', exports }));
  writeFileSync(join(folder, 'index.cjs'), `module.exports = require(${JSON.stringify(assetPath('lambda/aws-sdk.js'))})(${JSON.stringify(service)});\n`);
  const named = names.map((name, index) => `const _${index} = sdk.${name}; export { _${index} as ${name} };\n`);
  writeFileSync(join(folder, 'index.mjs'), `import sdk from './index.cjs';\nexport default sdk;\n${named.join('')}`);
}

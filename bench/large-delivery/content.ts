import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FUNCTIONS = ['archive', 'api', 'worker', 'reports', 'shared'] as const;
const DOCUMENTS = [
  'schema', 'seed', 'retention', 'migrations', 'openapi', 'examples', 'errors', 'terms',
  'rules', 'prices', 'taxes', 'carriers', 'layout', 'recipients', 'holidays', 'texts',
] as const;

/** All that can be published, as paths in the folder. */
export const CONTENT = [...FUNCTIONS, ...DOCUMENTS.map((name) => `${name}.json`)];

export type FunctionName = typeof FUNCTIONS[number];
export type DocumentName = typeof DOCUMENTS[number];

/** Writes what the stages publish. The files are small, because this measures pipelines and not the copying of assets. */
export function writeContent(folder: string): void {
  for (const name of FUNCTIONS) {
    mkdirSync(codeOf(folder, name), { recursive: true });
    writeFileSync(join(codeOf(folder, name), 'index.js'), `exports.handler = async () => '${name}';`);
  }
  DOCUMENTS.forEach((name) => writeFileSync(documentOf(folder, name), JSON.stringify({ name })));
}

export function codeOf(folder: string, name: FunctionName): string {
  return join(folder, name);
}

export function documentOf(folder: string, name: DocumentName): string {
  return join(folder, `${name}.json`);
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './delivery';

const ROOT = join(__dirname, '..', '..');
const VALIDATE = `
import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
const found = await Promise.all(process.argv.slice(2).map(async (file) => {
  const problems = await validate(TextDocument.create('file://' + file, 'yaml', 1, readFileSync(file, 'utf8')), {});
  return problems.map(({ message, range }) => 'line ' + (range.start.line + 1) + ': ' + message);
}));
process.stdout.write(JSON.stringify(found.flat()));
`;

/** What GitHub's own language service has to say of workflow files. */
export function problemsOfWorkflows(files: readonly string[]): string[] {
  const program = join(temporaryFolder(), 'validate.mjs');
  // The service imports JSON in a way that Node 20 does not know, so it is bundled; it also calls require.
  execFileSync(join(ROOT, 'node_modules', '.bin', 'esbuild'), [
    '--bundle', '--platform=node', '--format=esm', '--log-level=error', `--outfile=${program}`,
    '--banner:js=import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  ], { cwd: ROOT, input: VALIDATE });
  return JSON.parse(execFileSync(process.execPath, [program, ...files], { encoding: 'utf8' })) as string[];
}

import { join } from 'node:path';
import { loadESLint } from 'eslint';

const ROOT = join(__dirname, '..', '..');

// With CI set, the TypeScript parser assumes that files are linted as they are on disk and ignores the text it is given.
process.env.TSESTREE_SINGLE_RUN = 'false';

/** What the linter says of an import in a file of that folder. */
async function messagesFor(file: string, imported: string): Promise<string[]> {
  const ESLint = await loadESLint({ useFlatConfig: false });
  const [result] = await new ESLint({ cwd: ROOT }).lintText(`import * as imported from '${imported}';\nvoid imported;\n`, { filePath: join(ROOT, file) });
  return result.messages.filter((message) => message.ruleId === 'no-restricted-imports').map((message) => message.message);
}

const FILES = {
  blueprint: 'src/blueprint/build.ts',
  constructs: 'src/constructs/static-site.ts',
  projen: 'src/projen/sample-app.ts',
  rehearsal: 'src/rehearsal/rehearsal.ts',
  cli: 'src/cli/main.ts',
};

test.each<[keyof typeof FILES, string, string]>([
  ['blueprint', 'aws-cdk-lib', 'the blueprint is pure'],
  ['blueprint', '../constructs', 'the blueprint is pure'],
  ['constructs', 'projen', 'constructs run inside a CDK app'],
  ['constructs', '../rehearsal/rehearsal', 'constructs run inside a CDK app'],
  ['projen', 'aws-cdk-lib/aws-s3', 'before aws-cdk-lib is installed'],
  ['projen', '../constructs/static-site', 'before aws-cdk-lib is installed'],
  ['rehearsal', 'aws-cdk-lib', 'knows no construct'],
  ['rehearsal', '../projen/sample-app', 'knows no construct'],
  ['cli', 'projen', 'commands are thin'],
])('a file of src/%s that imports %s is told why it must not', async (layer, imported, reason) => {
  expect(await messagesFor(FILES[layer], imported)).toEqual([expect.stringContaining(reason)]);
}, 60_000);

test('layers may import what is below them', async () => {
  expect(await messagesFor(FILES.constructs, '../blueprint')).toEqual([]);
  expect(await messagesFor(FILES.projen, '../blueprint')).toEqual([]);
  expect(await messagesFor(FILES.cli, '../rehearsal')).toEqual([]);
}, 60_000);

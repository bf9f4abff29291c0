import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Part, PARTS } from './parts';
import { percent, Score, scoreOf, sumOf, table } from './score';

const HELP = `Usage: npx projen mutation [part ...]

Changes the code of a part in many small ways, one at a time, and runs the tests of the part for each: a change that no test
notices has survived. Parts: ${Object.keys(PARTS).join(', ')}; all of them unless some are named, which takes hours on two cores.
The survivors are printed with their places, and stand in test-reports/mutation-<part>.html.

Texts are not changed: most are messages, whose every word no test should hold. MUTATION_WORKERS says how many processes test, 2 unless it
is set.

Exit codes: 0 at least 80 % are killed, 1 fewer, or the tests fail by themselves, 2 it was called wrongly.`;

/** A share of mutants that no test kills fails the run. */
const LOWEST = 80;

const ROOT = join(__dirname, '..', '..');

async function main(names: string[]): Promise<number> {
  if (names.includes('--help')) {
    console.log(HELP);
    return 0;
  }
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    console.error(`The part must be one of ${Object.keys(PARTS).join(', ')}, got: ${unknown.join(', ')}. See --help.`);
    return 2;
  }
  const scores = new Map<string, Score>();
  for (const [name, part] of Object.entries(PARTS).filter(([candidate]) => names.length === 0 || names.includes(candidate))) {
    scores.set(name, await mutate(name, part));
    console.log(table(scores));
  }
  return percent(sumOf([...scores.values()])) >= LOWEST ? 0 : 1;
}

async function mutate(name: string, { mutate: files, tests }: Part): Promise<Score> {
  // One file loads aws-cdk-lib once for each mutant; as many files as there are tests would load it as many times.
  const all = join(ROOT, 'test', `mutation-${name}.test.ts`);
  writeFileSync(all, tests.map((file) => `require('./${file}');\n`).join(''));
  try {
    return await run(name, files, all);
  } finally {
    rmSync(all);
  }
}

async function run(name: string, files: readonly string[], test: string): Promise<Score> {
  // Stryker is a module of the newer kind.
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({
    mutate: [...files],
    mutator: { excludedMutations: ['StringLiteral'] },
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    jest: { projectType: 'custom', enableFindRelatedTests: false, config: { ...jestConfig(), testMatch: [`<rootDir>/test/${basename(test)}`] } },
    ignorePatterns: ['/.emulator', '/.rehearsal', '/bench', '/coverage', '/dist', '/lib', '/test-reports'],
    // What runs once when a module is loaded is in every test, and a mutant of it in none of its own.
    ignoreStatic: true,
    concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
    timeoutMS: 15_000,
    reporters: ['clear-text', 'html', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    htmlReporter: { fileName: `test-reports/mutation-${name}.html` },
  }).runMutationTest();
  return scoreOf(results.map(({ status }) => status));
}

/** The tests run as ever, but for reports and coverage. */
function jestConfig(): Record<string, unknown> {
  const { jest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { jest: Record<string, unknown> };
  const { transform, globalSetup } = jest;
  // Looking through every other folder for each mutant would take longer than its tests.
  return { transform, globalSetup, roots: ['<rootDir>/src', '<rootDir>/test'], testTimeout: 60_000 };
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});

import { join } from 'node:path';
import { Part, PARTS } from './parts';
import { percent, Score, scoreOf, sumOf, table } from './score';

const HELP = `Usage: npx projen mutation [part ...]

Changes the code of a part in many small ways, one at a time, and runs the tests of the part for each: a change that no test
notices has survived. Parts: ${Object.keys(PARTS).join(', ')}; all of them unless some are named.
The survivors are printed with their places, and stand in test-reports/mutation-<part>.html.

Texts are not changed: most are messages, whose every word no test should hold. MUTATION_WORKERS says how many processes test, 2 unless it
is set.

Exit codes: 0 at least 80 % are killed, 1 fewer, or the tests fail by themselves, 2 it was called wrongly.`;

/** A share of mutants that no test kills fails the run. */
const LOWEST = 80;

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
  // Stryker is a module of the newer kind.
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({
    mutate: [...files],
    mutator: { excludedMutations: ['StringLiteral'] },
    plugins: [join(__dirname, 'kept-modules-runner.ts')],
    testRunner: 'kept-modules',
    // Every process of Stryker's loads the plugins, and Node alone reads no TypeScript.
    testRunnerNodeArgs: ['--import', 'tsx'],
    checkerNodeArgs: ['--import', 'tsx'],
    // Stryker's own testFiles would leave out what is mutated while modules load.
    partTests: [...tests],
    coverageAnalysis: 'perTest',
    ignorePatterns: ['/.emulator', '/.rehearsal', '/bench', '/coverage', '/dist', '/lib', '/test-reports'],
    concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
    // Its memory grows with each mutant.
    maxTestRunnerReuse: 100,
    // A slow machine is no endless loop; those end by their number of rounds.
    timeoutMS: 60_000,
    reporters: ['clear-text', 'html', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    htmlReporter: { fileName: `test-reports/mutation-${name}.html` },
  }).runMutationTest();
  return scoreOf(results.map(({ status }) => status));
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});

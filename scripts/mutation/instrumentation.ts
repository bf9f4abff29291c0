import type { MutantCoverage } from '@stryker-mutator/api/core' with { 'resolution-mode': 'import' };

/** What mutated code reads, to know the mutant, and writes: the mutants that it came by. */
interface Instrumentation {
  activeMutant?: string;
  currentTestId?: string;
  mutantCoverage: MutantCoverage;
  hitCount?: number;
  hitLimit?: number;
}

export const instrumentation: Instrumentation = { mutantCoverage: { static: {}, perTest: {} } };
Object.assign(globalThis, { __stryker__: instrumentation });

/** The coverage of tests, with what the description of the tests of their file came by. */
export function coverageOf(ids: readonly string[]): MutantCoverage {
  const { static: loaded, perTest } = instrumentation.mutantCoverage;
  const sum = (id: string) => {
    const counts = { ...perTest[id] };
    Object.entries(perTest[fileOf(id)] ?? {}).forEach(([mutant, count]) => { counts[mutant] = (counts[mutant] ?? 0) + count; });
    return counts;
  };
  return { static: loaded, perTest: Object.fromEntries(ids.map((id) => [id, sum(id)])) };
}

export function fileOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

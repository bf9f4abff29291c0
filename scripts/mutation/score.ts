/** What became of the mutants of a part. */
export interface Score {
  readonly killed: number;
  readonly survived: number;
}

/** As Stryker counts: a mutant that no test reaches has survived, one that runs for ever is killed, one that cannot run does not count. */
export function scoreOf(statuses: readonly string[]): Score {
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  return { killed: count('Killed', 'Timeout'), survived: count('Survived', 'NoCoverage') };
}

export function sumOf(scores: readonly Score[]): Score {
  return {
    killed: scores.reduce((sum, { killed }) => sum + killed, 0),
    survived: scores.reduce((sum, { survived }) => sum + survived, 0),
  };
}

export function percent({ killed, survived }: Score): number {
  return killed + survived === 0 ? 0 : (100 * killed) / (killed + survived);
}

export function table(scores: ReadonlyMap<string, Score>): string {
  const rows = [...scores, ['all', sumOf([...scores.values()])] as const];
  return rows.map(([part, score]) => `${part.padEnd(12)}${String(score.killed).padStart(6)} killed${String(score.survived).padStart(6)} survived${percent(score).toFixed(1).padStart(7)} %`).join('\n');
}

import type { LimitName } from './limits';

/** How much there is of something that AWS limits, and what most of it is for. */
export interface Count {
  readonly limit: LimitName;
  readonly count: number;

  /** Where it is counted, or what counts most. */
  readonly where: string;
}

/** The parts of a whole and the largest of them, as a count of the whole. */
export function countOf(limit: LimitName, parts: ReadonlyMap<string, number>): Count {
  const [largest = ['nothing', 0]] = [...parts].sort(([, a], [, b]) => b - a);
  return { limit, count: [...parts.values()].reduce((sum, part) => sum + part, 0), where: `most for ${largest[0]}: ${largest[1].toLocaleString('en')}` };
}

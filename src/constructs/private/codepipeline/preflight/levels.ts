import type { Count } from './count';
import { LimitName, LIMITS } from './limits';
import { Problems } from '../../../../blueprint/private/problems';
import type { LimitLevels, ServiceLimits } from '../../../service-limits';

/** A limit that counts are above of, in words. */
export interface Excess {
  readonly limit: LimitName;
  readonly message: string;
}

/** The levels that hold for a pipeline, and what they make of counts. */
export class Levels {
  /** @throws Error that lists the levels that cannot work */
  public constructor(place: string, private readonly given: ServiceLimits) {
    const problems = new Problems();
    for (const limit of Object.keys(LIMITS) as LimitName[]) {
      checkLevels(problems, `limits.${limit}`, given[limit] ?? {}, this.of(limit));
    }
    problems.throwIfAny(place);
  }

  /** Levels of the pipeline before those of AWS. */
  public of(limit: LimitName): LimitLevels {
    const { levels } = LIMITS[limit];
    const { warn, fail } = this.given[limit] ?? {};
    return { warn: warn ?? levels.warn, fail: fail ?? levels.fail };
  }

  /** What may not be. */
  public failures(counts: readonly Count[]): Excess[] {
    return this.excesses(counts, 'fail');
  }

  /** What should not be, without what may not be. */
  public warnings(counts: readonly Count[]): Excess[] {
    return this.excesses(counts.filter(({ limit, count }) => count <= (this.of(limit).fail ?? Infinity)), 'warn');
  }

  private excesses(counts: readonly Count[], level: 'warn' | 'fail'): Excess[] {
    return (Object.keys(LIMITS) as LimitName[]).flatMap((limit) => {
      const most = this.of(limit)[level] ?? Infinity;
      const above = counts.filter((one) => one.limit === limit && one.count > most).sort((a, b) => b.count - a.count);
      return above.length === 0 ? [] : [{ limit, message: messageOf(limit, most, above) }];
    });
  }
}

function messageOf(limit: LimitName, most: number, [worst, ...others]: readonly Count[]): string {
  const { unit, remedy, page } = LIMITS[limit];
  const more = others.length === 0 ? '' : `, and ${others.length} more above it`;
  return `limits.${limit} must be at most ${most.toLocaleString('en')} ${unit}, got: ${worst.count.toLocaleString('en')} (${worst.where}${more}). ${remedy} See ${page}`;
}

function checkLevels(problems: Problems, place: string, given: LimitLevels, levels: LimitLevels): void {
  for (const level of ['warn', 'fail'] as const) {
    const value = given[level];
    if (value !== undefined && !(value >= 0)) {
      problems.add(`${place}.${level}`, 'must be a number from 0 on', String(value), 'Leave it out for the default.');
    }
  }
  if (given.warn !== undefined && levels.fail !== undefined && given.warn > levels.fail) {
    problems.add(`${place}.warn`, `must be at most ${levels.fail}, from which on it fails`, given.warn, 'Lower it, or raise fail.');
  }
}

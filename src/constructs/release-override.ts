import { Problems } from '../blueprint/private/problems';

/** Why a release may start although an alarm is red. */
export interface ReleaseOverrideProps {
  /** Why, in at most 200 characters: the log of the release states it. */
  readonly reason: string;
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const LONGEST_REASON = 200;

/**
 * Lets a release start although an alarm is red, such as the one that repairs what is red. It ends by itself: an expired one changes nothing.
 *
 * Only alarms that were red before the release began are overridden, and only for releases that begin before it ends. It counts in the 7 days
 * before it ends: one for years would be forgotten.
 */
export class ReleaseOverride {
  /**
   * Ends at this moment.
   *
   * @param instant when it ends, with a time zone, such as `2026-11-30T12:00:00Z`; at most 7 days ahead, or it does not count yet
   * @param props why
   * @throws Error if the instant is not one or the reason is empty or longer than 200 characters
   */
  public static until(instant: string, props: ReleaseOverrideProps): ReleaseOverride {
    const problems = new Problems();
    if (!isInstant(instant)) {
      problems.add('until', 'must be an instant with a time zone', instant, 'Write it such as 2026-11-30T12:00:00Z.');
    }
    if (props.reason.trim() === '' || props.reason.length > LONGEST_REASON) {
      problems.add('reason', `must have 1 to ${LONGEST_REASON} characters`, props.reason, 'Say what the release repairs.');
    }
    problems.throwIfAny('ReleaseOverride');
    return new ReleaseOverride(instant, props.reason);
  }

  /** When it ends. */
  public readonly instant: string;

  /** Why a release may start although an alarm is red. */
  public readonly reason: string;

  private constructor(instant: string, reason: string) {
    this.instant = instant;
    this.reason = reason;
  }
}

/** JavaScript moves the 30th of February to March, so the day is written again and compared. */
function isInstant(instant: string): boolean {
  const day = INSTANT.exec(instant)?.[1];
  const moment = new Date(`${day}T00:00:00Z`);
  return day !== undefined && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

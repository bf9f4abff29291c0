import { UsageError } from '../rehearsal';

const ISO = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The moment that `--at` names. Without an offset, one text would mean several moments.
 *
 * @throws UsageError for anything but an ISO 8601 date and time with its offset
 */
export function momentOf(text: string): Date {
  const [, day = ''] = ISO.exec(text) ?? [];
  const moment = new Date(text);
  // JavaScript takes the 31st of February for the 3rd of March.
  if (!ISO.test(text) || Number.isNaN(moment.getTime()) || new Date(`${day}T00:00Z`).toISOString().slice(0, 10) !== day) {
    throw new UsageError('--at', 'must be a date and time with its offset from UTC', text, 'Write it as 2026-12-24T18:00Z or 2026-12-24T19:00+01:00.');
  }
  return moment;
}

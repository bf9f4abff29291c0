/** How names of time zones are written; offsets such as "+01:00" are none. */
export const TIME_ZONE = /^[A-Za-z0-9_+-]{1,30}(\/[A-Za-z0-9_+-]{1,30}){0,2}$/;

export const TIME_ZONE_REMEDY = 'Write its IANA name, such as "Europe/Berlin".';

/** Whether there is a time zone of that name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

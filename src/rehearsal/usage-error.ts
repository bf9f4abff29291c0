/** Input that a person has to correct. Its message stands for itself: place, value, remedy; no stack trace is shown. */
export class UsageError extends Error {
  /**
   * @param place what was given, such as `--app`
   * @param must what it has to be
   * @param value what it was
   * @param remedy what to do about it
   */
  constructor(place: string, must: string, value: string, remedy: string) {
    super(`${place} ${must}, got: ${value}. ${remedy}`);
    this.name = 'UsageError';
  }
}

/** Collects everything that is wrong with one input, so that it is reported at once and not one error a run. */
export class Problems {
  private readonly found: string[] = [];

  /**
   * @param place where in the input, such as `environments[2].account`
   * @param must what the value has to be, such as `must be 12 digits`
   * @param value what was given
   * @param remedy what to do about it
   */
  public add(place: string, must: string, value: unknown, remedy: string): void {
    this.found.push(`${place} ${must}, got: ${show(value)}. ${remedy}`);
  }

  public get messages(): string[] {
    return [...this.found];
  }

  /** @throws Error that lists every problem, if there is one */
  public throwIfAny(source: string): void {
    if (this.found.length > 0) {
      const count = this.found.length === 1 ? '1 problem' : `${this.found.length} problems`;
      throw new Error([`${source} has ${count}:`, ...this.found.map((problem) => `  - ${problem}`)].join('\n'));
    }
  }
}

const LONGEST_VALUE = 80;

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === undefined) {
    return 'nothing';
  }
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

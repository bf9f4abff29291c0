/** What time can be spent on; of several things at once, the first in this list counts. */
const KINDS = ['command', 'waiting', 'own'] as const;
type Kind = (typeof KINDS)[number];

/** Splits the time since its start, in milliseconds, between commands of builds, waiting for a person, and all the rest. */
export class TimeAccount {
  private readonly spent: Record<Kind, number> = { command: 0, waiting: 0, own: 0 };
  private readonly running: Record<Kind, number> = { command: 0, waiting: 0, own: 1 };
  private since: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.since = now();
  }

  /** The time that the work takes counts as that kind. */
  public async during<T>(kind: 'command' | 'waiting', work: () => Promise<T>): Promise<T> {
    this.change(kind, 1);
    try {
      return await work();
    } finally {
      this.change(kind, -1);
    }
  }

  public read(): Readonly<Record<Kind, number>> {
    this.settle();
    return { ...this.spent };
  }

  private change(kind: Kind, by: number): void {
    this.settle();
    this.running[kind] += by;
  }

  private settle(): void {
    const now = this.now();
    this.spent[KINDS.find((kind) => this.running[kind] > 0)!] += now - this.since;
    this.since = now;
  }
}

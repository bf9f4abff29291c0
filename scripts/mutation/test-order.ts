/** Puts first what killed the last mutant, as it probably kills the one beside it, too, and then what kills most in its time. */
export class TestOrder {
  private readonly records = new Map<string, { kills: number; time: number }>();
  private last: readonly string[] = [];

  public of<T>(items: readonly T[], idOf: (item: T) => string): T[] {
    return [...items].sort((one, other) => this.worth(idOf(other)) - this.worth(idOf(one)));
  }

  /** @param ids of a test and of its file */
  public learn(ids: readonly string[], milliseconds: number, hasKilled: boolean): void {
    for (const id of ids) {
      const { kills, time } = this.records.get(id) ?? { kills: 0, time: 0 };
      this.records.set(id, { kills: kills + Number(hasKilled), time: time + milliseconds });
    }
    this.last = hasKilled ? ids : this.last;
  }

  private worth(id: string): number {
    const { kills, time } = this.records.get(id) ?? { kills: 0, time: 0 };
    return this.last.includes(id) ? Number.MAX_VALUE : (kills + 1) / (time + 1);
  }
}

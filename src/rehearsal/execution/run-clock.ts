/** The clock of a run. It goes on by itself, and faster where the rehearsal takes time to have passed. */
export class RunClock {
  private ahead = 0;

  /** @param base what goes on by itself */
  constructor(private readonly base: () => Date) {}

  public now(): Date {
    return new Date(this.base().getTime() + this.ahead);
  }

  /** Of several jobs that wait beside each other, the one that ends last decides. */
  public advanceTo(moment: Date): void {
    this.ahead += Math.max(0, moment.getTime() - this.now().getTime());
  }
}

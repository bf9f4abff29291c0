/** Ends something that takes too long, or that is to be stopped anyway. */
export class TimeLimit {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly stop: () => void;
  private _exceeded = false;

  /** @param onExceeded ends what runs */
  constructor(minutes: number, private readonly parent: AbortSignal, onExceeded: () => void) {
    this.stop = () => this.controller.abort();
    this.timer = setTimeout(() => {
      this._exceeded = !parent.aborted;
      this.stop();
      onExceeded();
    }, minutes * 60_000);
    parent.addEventListener('abort', this.stop, { once: true });
    if (parent.aborted) {
      this.stop();
    }
  }

  /** Aborted at the limit, or with the parent. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  public get exceeded(): boolean {
    return this._exceeded;
  }

  public dispose(): void {
    clearTimeout(this.timer);
    this.parent.removeEventListener('abort', this.stop);
  }
}

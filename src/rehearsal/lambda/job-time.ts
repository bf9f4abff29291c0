import type { RunClock } from '../execution/run-clock';
import { duration } from '../report/duration';

/** The limit of a Lambda action: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
export const MOST_HOURS = 24;

/** AWS calls a function that continues its job again after about half a minute; so does the rehearsal at first. */
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 3_600_000;

/** The time that passes while a function continues its job, which nobody waits for here. */
export class JobTime {
  private readonly start: number;
  private pause = FIRST_PAUSE;
  private passed = 0;
  private pauses = 0;

  constructor(private readonly clock: RunClock) {
    this.start = clock.now().getTime();
  }

  /** Puts the clock of the run forward, twice as far each time. Answers whether AWS would call again. */
  public pass(): boolean {
    this.passed += this.pause;
    this.pauses++;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.clock.advanceTo(new Date(this.start + this.passed));
    return this.passed < MOST_HOURS * 3_600_000;
  }

  public get remarks(): string[] {
    return this.pauses === 0 ? [] : [`${duration(this.passed / 1000)} are taken to have passed while the function continued its job; it was called ${this.pauses + 1} times`];
  }
}

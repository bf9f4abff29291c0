/** How one rule of a condition came out. `notEvaluated` is never taken for a pass: it is said wherever the run is shown. */
export interface RuleOutcome {
  readonly outcome: 'passed' | 'failed' | 'notEvaluated';
  /** In words, whatever the outcome. */
  readonly reason: string;
}

/** What a delivery does, whichever engine does it. */
export type StepKind = 'build' | 'synth' | 'assets' | 'approve' | 'approveOnRisk' | 'deploy' | 'check';

export interface Step {
  readonly kind: StepKind;
  /** Of the build, the stage or the check; empty for the others. */
  readonly name: string;
  readonly environment?: string;
}

/** The steps of one branch's delivery and which of them must have succeeded before which. */
export interface DeliveryTrace {
  readonly branch: string;
  readonly steps: readonly Step[];
  /** Whether a failing step keeps back all that it precedes. */
  readonly stopsOnFailure: boolean;
  /** Whether the engine can find risks, which a person may then be asked about. */
  readonly findsRisks: boolean;
  /** Whether the second step can only start when the first has succeeded. */
  precedes(first: Step, second: Step): boolean;
}

export function stepsOf(trace: DeliveryTrace, kind: StepKind, environment?: string): Step[] {
  return trace.steps.filter((step) => step.kind === kind && step.environment === environment);
}

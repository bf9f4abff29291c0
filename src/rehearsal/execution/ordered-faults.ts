/** What goes wrong in a rehearsal because the developer wants to see what the pipeline makes of it. */
export interface OrderedFaults {
  /** Actions that fail without running, by name or `Stage / Action`. */
  readonly failingActions: readonly string[];
  /** Alarms that are in ALARM whenever a rule looks at them. */
  readonly alarms: readonly string[];
  /** Approvals at which a newer run arrives while this one waits, by name, `Stage / Action` or stage. */
  readonly supersededApprovals: readonly string[];
}

export const NO_FAULTS: OrderedFaults = { failingActions: [], alarms: [], supersededApprovals: [] };

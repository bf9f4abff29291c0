import { join } from 'node:path';

/** What one environment gets, as the CDK app leaves it in the cloud assembly for engines outside AWS. */
export interface EnvironmentPlan {
  readonly environment: string;
  readonly stages: readonly PlannedStage[];
  readonly checks: readonly PlannedCheck[];
}

export interface PlannedStage {
  readonly name: string;
  /** The stacks as the CDK CLI selects them, such as `beta-api/Service`. */
  readonly stacks: readonly string[];
  /** Names of stages of the same environment that are deployed before. */
  readonly after: readonly string[];
}

export interface PlannedCheck {
  readonly name: string;
  readonly commands: readonly string[];
  /** The variable and where its value comes from once the stack is deployed. */
  readonly outputs: Readonly<Record<string, { readonly stackName: string; readonly output: string }>>;
}

/** Where the plan of an environment lies in a cloud assembly. */
export function planFile(assembly: string, environment: string): string {
  return join(assembly, 'delivery', `${environment}.json`);
}

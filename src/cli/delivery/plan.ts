import { readFileSync } from 'node:fs';
import { EnvironmentPlan, planFile, PlannedStage } from '../../blueprint/private/delivery-plan';
import { UsageError } from '../../rehearsal';

/** @throws UsageError if the app was not synthesized or has no plan for the environment */
export function readPlan(app: string, environment: string): EnvironmentPlan {
  try {
    return JSON.parse(readFileSync(planFile(app, environment), 'utf8')) as EnvironmentPlan;
  } catch (error) {
    throw new UsageError('--environment', `must have a plan in ${app}`, `${environment} (${(error as Error).message})`,
      'Add the environment\'s stages to a DeliveryPlan and run `cdk synth`, or name another folder with --app.');
  }
}

/** Stages that are deployed together, group after group: each as early as the stages that it is `after` allow. */
export function groupsOf(stages: readonly PlannedStage[]): PlannedStage[][] {
  const position = new Map<string, number>();
  // A stage is only ever after stages that were added before it.
  for (const { name, after } of stages) {
    position.set(name, Math.max(-1, ...after.map((other) => position.get(other)!)) + 1);
  }
  const groups: PlannedStage[][] = [];
  stages.forEach((stage) => (groups[position.get(stage.name)!] ??= []).push(stage));
  return groups;
}

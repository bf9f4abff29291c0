import { readFileSync } from 'node:fs';
import { EnvironmentPlan, planFile, PlannedStage } from '../../blueprint/private/delivery-plan';
import { parallelGroups } from '../../blueprint/private/parallel-groups';
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

/** Stages that are deployed together, group after group. */
export function groupsOf(stages: readonly PlannedStage[]): PlannedStage[][] {
  return parallelGroups(stages, ({ after }) => stages.filter(({ name }) => after.includes(name)));
}

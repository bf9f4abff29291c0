import { stacksOf, StagePlan } from '../../environment-stages';
import { pathInAssembly } from '../../path-in-assembly';

/** A stack as the review's configuration names it. */
export interface ReviewedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** The bootstrap's read-only role, if the stack's synthesizer has one. */
  readonly lookupRoleArn: string | null;
  /** As a path in the app's assembly. */
  readonly template: string;
  /** Whether a change set can be prepared ahead: what the stack imports from another one may not exist before that is deployed. */
  readonly changeSet: boolean;
}

export function reviewedStacks(plans: readonly StagePlan[]): ReviewedStack[] {
  return plans.flatMap(({ stage, after }) => {
    // Dependencies that follow from references are found when the stage is synthesized.
    stage.synth();
    return stacksOf(stage).map((stack) => ({
      name: stack.stackName,
      account: stack.account,
      region: stack.region,
      lookupRoleArn: stack.synthesizer.lookupRole ?? null,
      template: pathInAssembly(stack, stack.templateFile),
      changeSet: after.length === 0 && stack.dependencies.length === 0,
    }));
  });
}

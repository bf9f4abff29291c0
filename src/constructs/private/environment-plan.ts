import { EnvironmentStages, stacksOf } from './environment-stages';
import { Check, CheckType } from '../../blueprint';
import type { EnvironmentPlan, PlannedCheck } from '../../blueprint/private/delivery-plan';
import { Problems } from '../../blueprint/private/problems';

/**
 * What an engine outside AWS must know of an environment's stages.
 *
 * @throws Error if a check needs what only CodeBuild has, or reads an output that cannot be found after the deployment
 */
export function environmentPlan(delivery: EnvironmentStages): EnvironmentPlan {
  const { environment, plans } = delivery;
  return {
    environment: environment.name,
    stages: plans.map(({ stage, after }) => ({
      name: stage.node.path,
      stacks: stacksOf(stage).map((stack) => stack.node.path),
      after: after.map((other) => other.node.path),
    })),
    checks: environment.checks.map((check) => plannedCheck(check, delivery)),
  };
}

function plannedCheck(check: Check, delivery: EnvironmentStages): PlannedCheck {
  const problems = new Problems();
  checkKind(check, `environments "${delivery.environment.name}", check "${check.name}"`, problems);
  const stacks = delivery.plans.flatMap(({ stage }) => stacksOf(stage));
  const outputs = Object.entries(delivery.outputsOf(check)).map(([variable, output]) => {
    const { stackName } = output.stack;
    // The CDK CLI reports outputs by the name of the stack alone.
    if (stacks.filter((stack) => stack.stackName === stackName).length > 1) {
      problems.add(`environments "${delivery.environment.name}", check "${check.name}", outputs.${variable}`,
        'must come from a stack whose name no other stack of the environment has', stackName, 'Give the stacks of each region a stackName of their own.');
    }
    return [variable, { stackName, output: output.stack.resolve(output.logicalId) as string }];
  });
  problems.throwIfAny('DeliveryPlan');
  return { name: check.name, commands: check.commands, outputs: Object.fromEntries(outputs) as PlannedCheck['outputs'] };
}

/** A check that ran without what it asks for would pass for the wrong reason. */
function checkKind(check: Check, place: string, problems: Problems): void {
  if (check.type !== CheckType.COMMAND) {
    problems.add(`${place}, type`, 'must be command where a DeliveryPlan delivers', check.type, 'Write the check as commands, or deliver by CodePipeline.');
  }
  const document = check._toDocument();
  for (const key of ['network', 'secrets', 'role'].filter((name) => name in document)) {
    problems.add(`${place}, ${key}`, 'is for CodePipeline only', key, 'Remove it, or deliver by CodePipeline.');
  }
}

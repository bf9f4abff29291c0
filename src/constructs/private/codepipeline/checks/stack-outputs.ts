import { CfnOutput, Stage } from 'aws-cdk-lib';
import { Check, DeploymentEnvironment } from '../../../../blueprint';
import { nameInEnvironment } from '../../../../blueprint/private/environment-name';
import { Problems } from '../../../../blueprint/private/problems';

/**
 * The outputs that a check names, by their variables.
 *
 * @throws Error that lists the outputs which no stage of the environment has
 */
export function outputsOfCheck(check: Check, environment: DeploymentEnvironment, stages: readonly Stage[]): Record<string, CfnOutput> {
  const known = new Map(stages.flatMap((stage) => outputsOf(stage).map((output) => [`${nameInEnvironment(stage.node.id, environment.name)}.${output.node.id}`, output])));
  const problems = new Problems();
  for (const [variable, reference] of Object.entries(check.outputs).filter(([, candidate]) => !known.has(candidate))) {
    const names = known.size === 0 ? 'no stage of this environment has an output' : `known outputs: ${[...known.keys()].join(', ')}`;
    const place = `environments "${environment.name}", check "${check.name}", outputs.${variable}`;
    problems.add(place, 'must name an output of a stage', reference, `Correct it; ${names}.`);
  }
  problems.throwIfAny('pipeline.json');
  return Object.fromEntries(Object.entries(check.outputs).map(([variable, reference]) => [variable, known.get(reference)!]));
}

function outputsOf(stage: Stage): CfnOutput[] {
  return stage.node.findAll().filter((construct): construct is CfnOutput => construct instanceof CfnOutput);
}

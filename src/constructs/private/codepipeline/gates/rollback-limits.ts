import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { deploymentStagesOf } from './environment-stage-names';
import { DeploymentEnvironment, FailureReactionType } from '../../../../blueprint';
import { Problems } from '../../../../blueprint/private/problems';

const REMEDY = 'Deliver fewer stacks to it, or choose FailureReaction.stop() or retry().';

/**
 * Says where no rollback is possible: it would bring a part of the environment back and leave the rest.
 *
 * @param stageNames of the complete pipeline
 * @param canRollBack whether the pipeline knows rollbacks
 * @throws Error that lists the environments for which a rollback was chosen
 */
export function checkRollbacks(
  scope: IConstruct, environments: readonly DeploymentEnvironment[], stageNames: readonly string[], canRollBack: boolean,
): void {
  const problems = new Problems();
  for (const { name, onFailure, _choosesOnFailure } of environments.filter((one) => one.onFailure.type === FailureReactionType.ROLLBACK)) {
    const stages = deploymentStagesOf(name, stageNames);
    const reason = canRollBack ? `it takes several stages of the pipeline: ${stages.join(', ')}` : 'its runs are parallel';
    if (canRollBack && stages.every((stage) => stage === name)) {
      continue;
    }
    if (_choosesOnFailure) {
      problems.add(`environments "${name}", onFailure`, `must not be rollback, because ${reason}`, onFailure.type, REMEDY);
    } else {
      Annotations.of(scope).addWarningV2(`cdk-multi-account-pipeline:noRollback-${name}`, `A failed release to ${name} is not rolled back, because ${reason}. ${REMEDY}`);
    }
  }
  problems.throwIfAny('pipeline.json');
}

import { ExecutionMode, FailureReactionType, PipelineBlueprint } from '../../blueprint';
import type { PipelineDocument } from '../../blueprint/private/document';
import { Problems } from '../../blueprint/private/problems';
import { minutesOf, stepsOf } from '../../blueprint/private/rollout-document';

/** What tasks of the repository do for a build, whichever engine calls them. */
const BUILD_KEYS = ['name', 'buildspec', 'output'];

/** What the console of CodePipeline shows and sends; `false` asks for nothing. */
const APPROVAL_KEYS = ['changeSummary', 'notifyTopic', 'notifyEmails', 'reviewUrl', 'timeoutMinutes', 'skipWhenUnchanged'] as const;

/** GitHub ends a job after six hours, and starting and stopping tasks takes its time beside the rollout. */
const MOST_ROLLOUT_MINUTES = 300;

/**
 * Refuses what a blueprint asks for and only CodePipeline does: a release that quietly goes without it would be another
 * one than the file says.
 *
 * @throws Error that lists all of it
 */
export function checkPlanLimits(blueprint: PipelineBlueprint): void {
  const problems = new Problems();
  const refuse = (place: string, value: unknown) => problems.add(place, 'is for CodePipeline only', value, 'Remove it, or deliver by CodePipeline.');
  if (blueprint.triggers.length > 0) {
    refuse('triggers', blueprint.triggers.length);
  }
  if (blueprint.executionMode !== ExecutionMode.SUPERSEDED) {
    refuse('executionMode', blueprint.executionMode);
  }
  Object.keys(blueprint.variables).forEach((name) => refuse(`variables.${name}`, name));
  const { builds = [], environments, reviewSelfMutation } = JSON.parse(blueprint.toJson()) as PipelineDocument;
  if (reviewSelfMutation) {
    refuse('reviewSelfMutation', reviewSelfMutation);
  }
  environments.forEach(({ name, approval = { type: 'none' }, gates = [], onFailure, rollout }, index) => {
    const minutes = rollout ? minutesOf(stepsOf(rollout)) : 0;
    if (minutes > MOST_ROLLOUT_MINUTES) {
      problems.add(
        `environments[${index}].rollout`, `must take at most ${MOST_ROLLOUT_MINUTES} minutes, because GitHub ends a job after six hours`, minutes,
        'Hold its steps or bake for a shorter time, or deliver by CodePipeline.',
      );
    }
    gates.forEach(({ type }, position) => refuse(`environments[${index}].gates[${position}].type`, type));
    if (onFailure && onFailure.type !== FailureReactionType.STOP) {
      refuse(`environments[${index}].onFailure.type`, onFailure.type);
    }
    if (approval.type === 'onRisk') {
      problems.add(
        `environments[${index}].approval.type`, 'must be manual or none, because no review finds the risks at GitHub', `onRisk (${name})`,
        'Choose manual, which asks for every release, or none, or deliver by CodePipeline.',
      );
    }
    APPROVAL_KEYS.filter((key) => (approval[key] ?? false) !== false).forEach((key) => refuse(`environments[${index}].approval.${key}`, name));
  });
  builds.forEach((build, index) => {
    Object.keys(build).filter((key) => !BUILD_KEYS.includes(key)).forEach((key) => refuse(`builds[${index}].${key}`, build.name));
  });
  problems.throwIfAny('DeliveryPlan');
}

import { ExecutionMode, FailureReactionType, PipelineBlueprint } from '../../blueprint';
import type { PipelineDocument } from '../../blueprint/private/document';
import { Problems } from '../../blueprint/private/problems';

/** What tasks of the repository do for a build, whichever engine calls them. */
const BUILD_KEYS = ['name', 'buildspec', 'output'];

/** What the console of CodePipeline shows and sends; `false` asks for nothing. */
const APPROVAL_KEYS = ['changeSummary', 'notifyTopic', 'notifyEmails', 'reviewUrl', 'timeoutMinutes', 'skipWhenUnchanged'] as const;

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
  const { builds = [], environments } = JSON.parse(blueprint.toJson()) as PipelineDocument;
  environments.forEach(({ name, approval = { type: 'none' }, gates = [], onFailure }, index) => {
    gates.forEach(({ type }, position) => refuse(`environments[${index}].gates[${position}].type`, type));
    if (onFailure && onFailure.type !== FailureReactionType.STOP) {
      refuse(`environments[${index}].onFailure.type`, onFailure.type);
    }
    APPROVAL_KEYS.filter((key) => (approval[key] ?? false) !== false).forEach((key) => refuse(`environments[${index}].approval.${key}`, name));
  });
  builds.forEach((build, index) => {
    Object.keys(build).filter((key) => !BUILD_KEYS.includes(key)).forEach((key) => refuse(`builds[${index}].${key}`, build.name));
  });
  problems.throwIfAny('DeliveryPlan');
}

import { alarmNames, isAlarmKnown, isNamed, labelOf, OrderedFaults, PipelineDefinition, rejectionAt, UsageError } from '../rehearsal';
import { approvalsNamed } from './approvals';
import type { RehearseOptions } from './rehearse-options';

/**
 * The faults that the options order.
 *
 * @throws UsageError for a name that matches nothing: a fault that cannot happen would prove nothing
 */
export function faultsOf(options: RehearseOptions, pipeline: PipelineDefinition): OrderedFaults {
  const { stages } = pipeline;
  const actions = stages.flatMap((stage) => stage.actions);
  const unknown = options.fail.find((name) => !actions.some((action) => isNamed(action, name)));
  if (unknown !== undefined) {
    const known = actions.map((action) => action.name).join(', ');
    throw new UsageError('--fail', 'must name an action', unknown, `The pipeline's actions: ${known}.`);
  }
  const unknownAlarm = options.alarm.find((name) => !isAlarmKnown(name, pipeline));
  if (unknownAlarm !== undefined) {
    const known = alarmNames(pipeline).join(', ') || 'none';
    throw new UsageError('--alarm', 'must name an alarm that the app knows', unknownAlarm, `Those of conditions and templates: ${known}. A name in the environment of a function is known, too.`);
  }
  checkSuperseded(options.supersede, pipeline);
  return { failingActions: options.fail, alarms: options.alarm, supersededApprovals: options.supersede };
}

/** CodePipeline replaces only runs that wait between stages; out of an approval, a function of the app has to take them. */
function checkSuperseded(names: readonly string[], pipeline: PipelineDefinition): void {
  const { executionMode } = pipeline;
  const approvals = approvalsNamed('--supersede', names, pipeline);
  if (names.length > 0 && executionMode !== 'SUPERSEDED') {
    throw new UsageError('--supersede', 'must be given for a pipeline in the execution mode SUPERSEDED', executionMode, 'In this one no run takes the place of another.');
  }
  for (const approval of approvals) {
    const { before, target } = rejectionAt(approval, pipeline);
    if (target === undefined) {
      const remedy = `CodePipeline lets an older run wait there: let EventBridge call a function that rejects it when ${before} succeeds.`;
      throw new UsageError('--supersede', 'must name an approval that a function of the app can reject', labelOf(approval), remedy);
    }
  }
}

import { isNamed, OrderedFaults, PipelineDefinition, UsageError } from '../rehearsal';
import type { RehearseOptions } from './rehearse-options';

/**
 * The faults that the options order.
 *
 * @throws UsageError for a name that matches nothing: a fault that cannot happen would prove nothing
 */
export function faultsOf(options: RehearseOptions, { stages }: PipelineDefinition): OrderedFaults {
  const actions = stages.flatMap((stage) => stage.actions);
  const unknown = options.fail.find((name) => !actions.some((action) => isNamed(action, name)));
  if (unknown !== undefined) {
    const known = actions.map((action) => action.name).join(', ');
    throw new UsageError('--fail', 'must name an action', unknown, `The pipeline's actions: ${known}.`);
  }
  const conditions = stages.flatMap(({ conditions: { beforeEntry, onSuccess, onFailure } }) => [...beforeEntry, ...onSuccess, ...onFailure]);
  const rules = conditions.flatMap((condition) => condition.rules).filter((rule) => rule.provider === 'CloudWatchAlarm');
  const alarms = [...new Set(rules.map((rule) => rule.configuration.AlarmName))];
  const unknownAlarm = options.alarm.find((name) => !alarms.includes(name));
  if (unknownAlarm !== undefined) {
    throw new UsageError('--alarm', 'must name an alarm that a condition looks at', unknownAlarm, `The pipeline's alarms: ${alarms.join(', ') || 'none'}.`);
  }
  return { failingActions: options.fail, alarms: options.alarm };
}

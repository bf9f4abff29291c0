import { isAlarm } from './alarm-definition';
import type { PipelineDefinition } from './pipeline-definition';

type Known = Pick<PipelineDefinition, 'stages' | 'alarms' | 'functions'>;

/** The alarms that conditions look at or templates hold, by their names. */
export function alarmNames({ stages, alarms }: Pick<Known, 'stages' | 'alarms'>): string[] {
  const conditions = stages.flatMap(({ conditions: { beforeEntry, onSuccess, onFailure } }) => [...beforeEntry, ...onSuccess, ...onFailure]);
  const rules = conditions.flatMap((condition) => condition.rules).filter((rule) => rule.provider === 'CloudWatchAlarm');
  return [...new Set([...rules.map((rule) => rule.configuration.AlarmName), ...alarms.map(({ name }) => name)])];
}

/** Whether an alarm can be meant by a name: that of a condition, the name or logical id of one in a template, or a word in the environment of a function. */
export function isAlarmKnown(name: string, definition: Known): boolean {
  const word = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`);
  return name !== '' && (alarmNames(definition).includes(name)
    || definition.alarms.some((alarm) => isAlarm(alarm, name))
    || definition.functions.some(({ environment }) => Object.values(environment).some((value) => word.test(value))));
}

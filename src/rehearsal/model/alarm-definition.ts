import type { AssemblyStack, Template, TemplateResource } from './cloud-assembly';
import { Intrinsics } from './intrinsics';
import { text } from './template-values';

/** An alarm of CloudWatch in a cloud assembly. */
export interface AlarmDefinition {
  readonly logicalId: string;
  /** The name that it has, or would have but for the random end that CloudFormation adds. */
  readonly name: string;
  readonly kind: 'MetricAlarm' | 'CompositeAlarm';
  readonly stack: AssemblyStack;
}

const KINDS: Readonly<Record<string, AlarmDefinition['kind']>> = {
  'AWS::CloudWatch::Alarm': 'MetricAlarm',
  'AWS::CloudWatch::CompositeAlarm': 'CompositeAlarm',
};

/** Undefined if the resource is no alarm. */
export function alarmOf(logicalId: string, resource: TemplateResource, template: Template, stack: AssemblyStack): AlarmDefinition | undefined {
  const kind = KINDS[resource.Type];
  if (kind === undefined) {
    return undefined;
  }
  const { AlarmName } = new Intrinsics(template, stack).resolve(resource.Properties ?? {}) as Record<string, unknown>;
  return { logicalId, name: text(AlarmName) ?? `${stack.stackName}-${logicalId}`, kind, stack };
}

/** Whether a person or a function means this alarm: a reference to it is its logical id here. */
export function isAlarm({ name, logicalId }: AlarmDefinition, given: string): boolean {
  return [name, logicalId].includes(given);
}

import { targets } from '../../execution/aws-answers';
import type { ExecutionContext } from '../../execution/execution-context';
import { AlarmDefinition, isAlarm } from '../../model/alarm-definition';
import type { AwsAnswer, AwsAnswers, AwsCall } from '../aws-call';

type Kind = AlarmDefinition['kind'];

/** An alarm as a function sees it: one of the app, or one that it asks for by its name. */
interface SeenAlarm {
  readonly AlarmName: string;
  readonly kind: Kind;
  readonly StateValue: 'ALARM' | 'OK';
}

/** Options that choose alarms by what is not known here. */
const NOT_KNOWN = ['ActionPrefix', 'ChildrenOfAlarmName', 'ParentsOfAlarmName'];

/** By how many milliseconds the clock of a function may differ from that of the run. */
const CLOCK_SKEW = 10_000;

/** How long alarms are taken to have been OK: nobody knows here. */
const ONE_DAY = 86_400_000;

/** The state of alarms: in ALARM if a fault orders it, and OK if not, also of alarms that are in no stack of the app. */
export function alarmAnswers(context: ExecutionContext): AwsAnswers {
  return {
    'cloudwatch DescribeAlarms': (call) => NOT_KNOWN.some((option) => option in call.input) ? undefined : describeAlarms(call, context),
    'cloudwatch DescribeAlarmHistory': (call) => ({ AlarmHistoryItems: historyOf(call, context) }),
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function describeAlarms(call: AwsCall, context: ExecutionContext): AwsAnswer {
  const { AlarmNames: names, AlarmNamePrefix: prefix = '', AlarmTypes: kinds = ['MetricAlarm'], StateValue: state } = call.input;
  const alarms = seenBy(call, Array.isArray(names) ? names.map(String) : undefined, context)
    .filter(({ AlarmName }) => AlarmName.startsWith(String(prefix)))
    .filter(({ StateValue }) => state === undefined || StateValue === state);
  const now = context.clock.now();
  const stateOf = ({ AlarmName, StateValue }: SeenAlarm) =>
    ({ AlarmName, StateValue, StateUpdatedTimestamp: StateValue === 'ALARM' ? now : new Date(now.getTime() - ONE_DAY), ActionsEnabled: true });
  const ofKind = (kind: Kind) => (kinds as readonly Kind[]).includes(kind)
    ? alarms.filter((alarm) => alarm.kind === kind).map(stateOf)
    : [];
  return { MetricAlarms: ofKind('MetricAlarm'), CompositeAlarms: ofKind('CompositeAlarm') };
}

/**
 * An alarm that is in ALARM has just gone there: nobody knows here what was before the run.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html
 */
function historyOf(call: AwsCall, context: ExecutionContext): AwsAnswer[] {
  const { AlarmName: name, HistoryItemType: type = 'StateUpdate', StartDate: start, EndDate: end } = call.input;
  const now = context.clock.now();
  if (type !== 'StateUpdate' || momentOf(start, now) > now.getTime() + CLOCK_SKEW || momentOf(end, now) < now.getTime() - CLOCK_SKEW) {
    return [];
  }
  return seenBy(call, name === undefined ? undefined : [String(name)], context).filter(({ StateValue }) => StateValue === 'ALARM').map(({ AlarmName, kind }) => ({
    AlarmName,
    AlarmType: kind,
    HistoryItemType: 'StateUpdate',
    HistorySummary: 'Alarm updated from OK to ALARM',
    HistoryData: JSON.stringify({ version: '1.0', oldState: { stateValue: 'OK' }, newState: { stateValue: 'ALARM' } }),
    Timestamp: now,
  }));
}

function momentOf(given: unknown, otherwise: Date): number {
  return (given === undefined ? otherwise : new Date(given as string)).getTime();
}

/** @param names as a function asks; undefined are all alarms that are deployed */
function seenBy(call: AwsCall, names: readonly string[] | undefined, context: ExecutionContext): SeenAlarm[] {
  const own = context.definition.alarms.filter(({ stack }) => stack.account === call.account && stack.region === call.region);
  const seen = (alarm: AlarmDefinition): SeenAlarm => ({ AlarmName: alarm.name, kind: alarm.kind, StateValue: context.alarms.isInAlarm(alarm) ? 'ALARM' : 'OK' });
  if (names === undefined) {
    const deployed = new Set([context.definition.stack.stackName, ...targets(context).map(({ name }) => name)]);
    return own.filter(({ stack }) => deployed.has(stack.stackName)).map(seen);
  }
  return names.map((name) => {
    const alarm = own.find((candidate) => isAlarm(candidate, name));
    // The function recognizes the alarm by the name that it has asked for.
    return { ...alarm ? seen(alarm) : { kind: 'MetricAlarm', StateValue: context.alarms.isInAlarm(name) ? 'ALARM' : 'OK' }, AlarmName: name };
  });
}

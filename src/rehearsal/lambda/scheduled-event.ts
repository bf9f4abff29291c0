import { randomUUID } from 'node:crypto';
import { NotExecutable } from '../execution/action-outcome';
import { isObject } from '../model/intrinsics';
import type { StageHold } from '../model/stage-hold';

/**
 * What a function gets when its rule is due: the event, or what the rule's target makes of it.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 *
 * @throws NotExecutable if the target's input becomes no JSON
 */
export function scheduledEvent(hold: StageHold, at: Date): unknown {
  const event = eventOf(hold, at);
  const { constant, path, transformer } = hold.input;
  if (transformer !== undefined) {
    const values = Object.fromEntries(Object.entries(transformer.paths).map(([name, place]) => [name, valueAt(place, event)]));
    return parse(fillIn(transformer.template, { ...values, ...predefined(hold, event) }), hold);
  }
  if (constant !== undefined) {
    return parse(constant, hold);
  }
  return path === undefined ? event : valueAt(path, event);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
function eventOf({ account, region, rule }: StageHold, at: Date) {
  return {
    'version': '0',
    'id': randomUUID(),
    'detail-type': 'Scheduled Event',
    'source': 'aws.events',
    'account': account,
    'time': at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'region': region,
    'resources': [`arn:aws:events:${region}:${account}:rule/${rule}`],
    'detail': {},
  };
}

function predefined({ rule }: StageHold, event: ReturnType<typeof eventOf>): Record<string, unknown> {
  const { detail, ...withoutDetail } = event;
  return {
    'aws.events.rule-arn': event.resources[0],
    'aws.events.rule-name': rule,
    'aws.events.event.ingestion-time': event.time,
    'aws.events.event': withoutDetail,
    'aws.events.event.json': { ...withoutDetail, detail },
  };
}

/** `$.detail.name` and `$.resources[0]`; `$` is the whole event. */
function valueAt(path: string, event: unknown): unknown {
  const keys = path.replace(/\[(\d+)\]/g, '.$1').split('.').slice(1);
  return keys.reduce((value, key) => isObject(value) || Array.isArray(value) ? (value as Record<string, unknown>)[key] : undefined, event);
}

/** A value stands as JSON where the template has it outside of quotes, and as plain text within. */
function fillIn(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/"(?:[^"\\]|\\.)*"|<([^<>]+)>/g, (part: string, name: string | undefined) => name !== undefined
    ? JSON.stringify(values[name] ?? '')
    : part.replace(/<([^<>]+)>/g, (whole, within: string) => within in values ? JSON.stringify(plain(values[within])).slice(1, -1) : whole));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function parse(text: string, { rule }: StageHold): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotExecutable(`the input that the rule ${rule} gives is no JSON`);
  }
}

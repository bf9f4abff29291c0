import * as fc from 'fast-check';
import { NotExecutable } from '../../src/rehearsal/execution/action-outcome';
import { scheduledEvent } from '../../src/rehearsal/lambda/scheduled-event';
import type { TargetInput } from '../../src/rehearsal/model/stage-hold';

const eventOf = (input: TargetInput) => scheduledEvent({
  rule: 'EveryMinute', enabled: true, schedule: 'rate(1 minute)', functionId: 'Fn', input, transitions: ['*'], account: '111111111111', region: 'eu-west-1',
}, new Date('2026-11-20T10:00:00Z'));
const transformed = (template: string, paths: Record<string, string> = {}) => eventOf({ transformer: { paths, template } });

describe('a function on a schedule gets', () => {
  test('the event of its rule', () => {
    expect(eventOf({})).toEqual({
      'version': '0',
      'id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'detail-type': 'Scheduled Event',
      'source': 'aws.events',
      'account': '111111111111',
      'time': '2026-11-20T10:00:00Z',
      'region': 'eu-west-1',
      'resources': ['arn:aws:events:eu-west-1:111111111111:rule/EveryMinute'],
      'detail': {},
    });
  });

  test.each<[string, TargetInput, unknown]>([
    ['a part of it', { path: '$.resources[0]' }, 'arn:aws:events:eu-west-1:111111111111:rule/EveryMinute'],
    ['a part that is not there', { path: '$.detail.stage.name' }, undefined],
    ['the constant input of its rule', { constant: '{"stage":"prod"}' }, { stage: 'prod' }],
  ])('%s', (_, input, expected) => {
    expect(eventOf(input)).toEqual(expected);
  });

  test('what a template makes of the event, within and outside of quotes', () => {
    expect(transformed('{"at": <t>, "text": "at \\"<t>\\" by <aws.events.rule-name>", "all": <aws.events.event.json>, "none": <none>, "plain": "a < b > c"}', { t: '$.time', none: '$.detail.x' }))
      .toMatchObject({ at: '2026-11-20T10:00:00Z', text: 'at "2026-11-20T10:00:00Z" by EveryMinute', all: { source: 'aws.events', detail: {} }, none: '', plain: 'a < b > c' });
  });

  test('whatever a template holds beside its placeholders as it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('<'));
      expect(JSON.stringify(transformed(`{"given": ${JSON.stringify(value)}, "at": <t>}`, { t: '$.time' }))).toBe(JSON.stringify({ given: value, at: '2026-11-20T10:00:00Z' }));
    }));
  });

  test.each(['{"stage": prod}', '{"at": <t>', 'now'])('nothing if the template becomes no JSON: %s', (template) => {
    expect(() => transformed(template)).toThrow(new NotExecutable('the input that the rule EveryMinute gives is no JSON'));
  });
});

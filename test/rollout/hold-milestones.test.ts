import { revisionArn, SimulatedAws, simulatedSdk } from '../support/rollout/simulated-aws';
import { HOOK_ARN, loadHook } from '../support/rollout/simulated-ecs';

let aws: SimulatedAws;
const mockSdk = simulatedSdk(() => aws);
jest.mock('@aws-sdk/client-cloudwatch', () => mockSdk.cloudWatch, { virtual: true });
jest.mock('@aws-sdk/client-ecs', () => mockSdk.ecs, { virtual: true });

const START = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const isoAfter = (milliseconds: number) => new Date(START + milliseconds).toISOString();

const ask = (event: unknown) => loadHook()(event, { invokedFunctionArn: HOOK_ARN });
const at = (weight: number, hookDetails?: Record<string, unknown>) => ask(aws.payload(weight, hookDetails));
const log = () => jest.mocked(console.log).mock.calls.flat().join('\n');
const weightsOf = (weights: unknown) => {
  const payload = aws.payload(10);
  return { ...payload, executionDetails: { ...payload.executionDetails as object, productionTrafficWeights: weights } };
};

beforeEach(() => {
  jest.useFakeTimers({ now: START });
  jest.spyOn(console, 'log').mockReset().mockImplementation();
  aws = new SimulatedAws();
  aws.alarms = { errors: [], latency: [] };
  aws.successes = [{ at: START - DAY, revision: 'old' }];
  process.env.ALARMS = JSON.stringify(['errors', 'latency']);
  process.env.MILESTONES = JSON.stringify([{ percent: 10, minutes: 10 }]);
  process.env.TIMEOUT_MINUTES = '40';
  delete process.env.OVERRIDE;
});
afterEach(() => jest.useRealTimers());

describe('E4: the hook', () => {
  test('answers a milestone with the seconds until it is over, at most 60, and with what it must remember', async () => {
    expect(await at(10)).toEqual({ hookStatus: 'IN_PROGRESS', callBackDelay: 60, hookDetails: { weight: 10, since: START, blindSince: 0 } });
    jest.setSystemTime(START + 9.5 * MINUTE);
    expect(await at(10, { weight: 10, since: START, blindSince: 0 })).toMatchObject({ callBackDelay: 30 });
    jest.setSystemTime(START + 10 * MINUTE);
    expect(await at(10, { weight: 10, since: START, blindSince: 0 })).toEqual({ hookStatus: 'SUCCEEDED' });
  });

  test('reads what it remembers as JSON text as well, which is what CloudFormation takes', async () => {
    jest.setSystemTime(START + 9 * MINUTE);
    const payload = { ...aws.payload(10), hookDetails: JSON.stringify({ weight: 10, since: START }) };
    expect(await ask(payload)).toMatchObject({ callBackDelay: 60, hookDetails: { since: START } });
  });

  test.each<[string, Record<string, unknown> | string]>([
    ['of another weight', { weight: 0, since: START - 30 * MINUTE }],
    ['that is not a time', { weight: 10, since: 'yesterday' }],
    ['of the future', { weight: 10, since: START + MINUTE }],
    ['that is no JSON', '{since'],
  ])('starts a milestone anew with details %s', async (_, hookDetails) => {
    expect(await ask({ ...aws.payload(10), hookDetails })).toMatchObject({ hookStatus: 'IN_PROGRESS', hookDetails: { since: START } });
  });

  test('believes what it was handed back rather than the time that ECS states', async () => {
    aws.hookExpires(START + 10 * MINUTE);
    expect(await at(10, { weight: 0, since: START, blindSince: 0 })).toMatchObject({ hookDetails: { since: START } });
    expect(await at(10)).toEqual({ hookStatus: 'SUCCEEDED' });
  });

  test('asks the two services with the names of this release alone', async () => {
    await at(10);
    expect(Object.fromEntries(aws.calls.map(({ name, input }) => [name, input]))).toMatchObject({
      DescribeAlarms: { AlarmNames: ['errors', 'latency'], AlarmTypes: ['MetricAlarm'], MaxRecords: 100 },
      ListServiceDeployments: { cluster: 'cluster', service: 'api', status: ['SUCCESSFUL'] },
    });
  });

  test('compares with the latest revisions that succeeded, as many as one call describes', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `r${index}`);
    aws.revisions = { ...aws.revisions, ...Object.fromEntries(ids.map((id) => [id, { taskDefinition: `api:${id}` }])) };
    aws.successes = ids.map((revision, index) => ({ at: START - index * DAY, revision })).reverse();
    await at(10);
    const { input } = aws.calls.find(({ name }) => name === 'DescribeServiceRevisions')!;
    expect(input.serviceRevisionArns.map((one: string) => one.split('/').at(-1))).toEqual(['new', ...ids.slice(0, 19)]);
  });
});

describe('E4: what the hook does not understand goes on, and the log says so', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined], ['a text', 'hello'], ['null', null], ['an empty object', {}],
    ['a payload without details', { resourceArn: 'arn', executionDetails: null }],
    ['a payload without a revision', { resourceArn: 'arn', executionDetails: { serviceArn: 'arn' } }],
  ])('%s', async (_, event) => {
    expect(await ask(event)).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(log()).toContain('this call is not understood');
  });

  test.each<[string, unknown]>([
    ['none', undefined], ['an empty list', {}], ['those of others', { other: 100 }], ['words', { [revisionArn('new')]: 'many' }],
  ])('weights: %s', async (_, weights) => {
    expect(await ask(weightsOf(weights))).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(log()).toContain('no weight of the release');
  });

  test('settings that are broken', async () => {
    process.env.MILESTONES = '[{';
    expect(await at(10)).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(log()).toContain('this call is not understood');
  });

  test('an alarm that is gone, which is named', async () => {
    aws.alarms = { errors: [] };
    expect(await at(20)).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(log()).toContain('Not watched, because CloudWatch does not know them: latency');
  });
});

describe('E5: an alarm that is red', () => {
  test.each([0, 10, 20])('turns the release back at %i %, with the names in the log', async (weight) => {
    aws.alarms = { errors: [{ from: START }], latency: [{ from: START }] };
    expect(await at(weight)).toEqual({ hookStatus: 'FAILED' });
    expect(log()).toContain(`in alarm at ${weight} %: errors, latency.`);
  });

  test('turns it back even if the weights are not understood', async () => {
    aws.alarms.errors = [{ from: START }];
    expect(await ask(weightsOf({}))).toEqual({ hookStatus: 'FAILED' });
  });
});

describe('E5: an override', () => {
  const overriddenUntil = (milliseconds: number) => {
    process.env.OVERRIDE = JSON.stringify({ until: isoAfter(milliseconds), reason: 'repairs the errors' });
  };
  beforeEach(() => {
    aws.alarms.errors = [{ from: START - MINUTE }];
  });

  test('lets a release start while an alarm is red, and says why', async () => {
    overriddenUntil(DAY);
    expect(await at(0)).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(log()).toContain(`Overridden until ${isoAfter(DAY)} (repairs the errors), red since before the release: errors`);
  });

  test('holds for the whole release, also when it expires in the middle', async () => {
    overriddenUntil(5 * MINUTE);
    jest.setSystemTime(START + 8 * MINUTE);
    expect(await at(10)).toMatchObject({ hookStatus: 'IN_PROGRESS' });
  });

  test.each([
    ['expired before the release began', () => overriddenUntil(0)],
    ['reaches further than 7 days', () => overriddenUntil(7 * DAY + 1)],
    ['is no moment', () => {
      process.env.OVERRIDE = JSON.stringify({ until: 'some day', reason: 'x' });
    }],
  ])('does not count if it %s', async (_, override) => {
    override();
    expect(await at(0)).toEqual({ hookStatus: 'FAILED' });
    expect(log()).toContain('does not cover that');
  });

  test('does not cover an alarm that went red after the release began', async () => {
    overriddenUntil(DAY);
    aws.alarms.latency = [{ from: START + MINUTE }];
    jest.setSystemTime(START + 2 * MINUTE);
    expect(await at(10)).toEqual({ hookStatus: 'FAILED' });
    expect(log()).toContain('in alarm at 10 %: latency.');
  });
});

import { statSync } from 'node:fs';
import { join } from 'node:path';

interface Call { readonly client: { region?: string; credentials?: { accessKeyId: string } }; readonly input: Record<string, any> }
const answers: Record<string, (call: Call) => unknown> = {};
const calls: [string, Call][] = [];
const sdk = (clientName: string, ...commands: string[]) => ({
  [clientName]: class {
    constructor(private readonly configuration: Call['client']) {}
    public async send({ name, input }: { name: string; input: Call['input'] }) {
      calls.push([name, { client: this.configuration, input }]);
      return answers[name]({ client: this.configuration, input });
    }
  },
  ...Object.fromEntries(commands.map((name) => [`${name}Command`, class {
    public readonly name = name;
    constructor(public readonly input: object) {}
  }])),
});
jest.mock('@aws-sdk/client-cloudformation', () => sdk('CloudFormationClient', 'ListStackResources'), { virtual: true });
jest.mock('@aws-sdk/client-cloudwatch', () => sdk('CloudWatchClient', 'DescribeAlarmHistory', 'DescribeAlarms'), { virtual: true });
jest.mock('@aws-sdk/client-codepipeline', () => sdk('CodePipelineClient', 'PutJobFailureResult', 'PutJobSuccessResult'), { virtual: true });
jest.mock('@aws-sdk/client-sts', () => sdk('STSClient', 'AssumeRole'), { virtual: true });

const FILE = join(__dirname, '../../assets/gates/bake.js');
const { handler } = jest.requireActual<{ handler: (event: object) => Promise<void> }>(FILE);

const START = new Date('2026-11-21T12:00:00.000Z');
const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const event = (continuationToken?: string) => ({ 'CodePipeline.job': { id: 'job-1', data: { ...(continuationToken !== undefined && { continuationToken }) } } });
const role = (account: string) => `arn:aws:iam::${account}:role/lookup`;
const resource = (ResourceType: string, PhysicalResourceId: string, ResourceStatus = 'UPDATE_COMPLETE') => ({ ResourceType, PhysicalResourceId, ResourceStatus });
const history = (stateValue: string) => ({ HistoryData: JSON.stringify({ oldState: { stateValue: 'OK' }, newState: { stateValue } }) });

/** Alarms by name: state, and when it was last updated. */
let alarms: Record<string, [state: string, updated: Date | undefined]>;
const results = () => calls.filter(([name]) => name.startsWith('PutJob')).map(([name, { input }]) => [name, input]);

beforeEach(() => {
  calls.length = 0;
  alarms = { Errors: ['OK', after(-60)] };
  process.env.MINUTES = '30';
  process.env.ALARMS = JSON.stringify([{ roleArn: role('333333333333'), region: 'eu-west-1', alarms: ['Errors'] }]);
  jest.useFakeTimers({ now: START });
  jest.spyOn(console, 'log').mockImplementation();
  Object.assign(answers, {
    AssumeRole: ({ input }: Call) => ({ Credentials: { AccessKeyId: `key of ${input.RoleArn}`, SecretAccessKey: 's', SessionToken: 't' } }),
    ListStackResources: () => ({ StackResourceSummaries: [] }),
    DescribeAlarms: ({ input }: Call) => {
      const [state, updated] = alarms[input.AlarmNames[0]] ?? [];
      const found = state ? [{ AlarmName: input.AlarmNames[0], StateValue: state, StateUpdatedTimestamp: updated }] : [];
      const isComposite = input.AlarmNames[0].startsWith('Composite');
      return { MetricAlarms: isComposite ? [] : found, CompositeAlarms: isComposite ? found : [] };
    },
    DescribeAlarmHistory: () => ({ AlarmHistoryItems: [] }),
    PutJobSuccessResult: () => ({}),
    PutJobFailureResult: () => ({}),
  });
});
afterEach(() => jest.useRealTimers());

describe('P8: a bake', () => {
  test('goes on until its minutes have passed, counted from its beginning', async () => {
    await handler(event());
    jest.setSystemTime(after(29));
    await handler(event(START.toISOString()));
    jest.setSystemTime(after(30));
    await handler(event(START.toISOString()));
    const goesOn = ['PutJobSuccessResult', { jobId: 'job-1', continuationToken: START.toISOString() }];
    expect(results()).toEqual([goesOn, goesOn, ['PutJobSuccessResult', { jobId: 'job-1' }]]);
  });

  test.each([
    ['is in alarm', { Errors: ['ALARM', after(-60)] }, 'Errors is in alarm'],
    ['does not exist', {}, 'Errors does not exist in eu-west-1'],
  ] as const)('fails at once if an alarm %s', async (_, found, problem) => {
    alarms = { ...found } as typeof alarms;
    await handler(event());
    expect(results()).toEqual([['PutJobFailureResult', {
      jobId: 'job-1', failureDetails: { type: 'JobFailed', message: `Bake since 2026-11-21T12:00:00.000Z: ${problem}` },
    }]]);
  });

  test('fails if an alarm went off between two calls and is over again', async () => {
    alarms = { Errors: ['OK', after(3)] };
    answers.DescribeAlarmHistory = ({ input }) => (input.NextToken ? { AlarmHistoryItems: [history('ALARM')] } : { AlarmHistoryItems: [history('OK')], NextToken: 'more' });
    jest.setSystemTime(after(5));
    await handler(event(START.toISOString()));
    expect(results()[0][1]).toMatchObject({ failureDetails: { message: expect.stringContaining('Errors went off') } });
    expect(calls.find(([name]) => name === 'DescribeAlarmHistory')![1].input).toMatchObject({
      AlarmName: 'Errors', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], HistoryItemType: 'StateUpdate', StartDate: START,
    });
  });

  test.each([
    ['has only lacked data', ['OK', after(3)], true],
    ['was last updated before the beginning', ['OK', after(-1)], false],
    ['does not say when it was updated', ['INSUFFICIENT_DATA', undefined], true],
  ] as const)('goes on if an alarm %s', async (_, alarm, looksBack) => {
    alarms = { Errors: [...alarm] };
    answers.DescribeAlarmHistory = () => ({ AlarmHistoryItems: [history('INSUFFICIENT_DATA'), history('OK')] });
    await handler(event(START.toISOString()));
    expect(results().map(([name]) => name)).toEqual(['PutJobSuccessResult']);
    expect(calls.some(([name]) => name === 'DescribeAlarmHistory')).toBe(looksBack);
  });

  test('watches the alarms of stacks and of those nested in them, but not what was deleted', async () => {
    process.env.ALARMS = JSON.stringify([{ roleArn: role('333333333333'), region: 'us-east-1', stacks: ['prod-api'] }]);
    const stacks: Record<string, object[]> = {
      'prod-api': [resource('AWS::CloudWatch::Alarm', 'P95'), resource('AWS::SSM::Parameter', 'x'), resource('AWS::CloudWatch::Alarm', 'Gone', 'DELETE_COMPLETE'), resource('AWS::CloudFormation::Stack', 'nested')],
      'nested': [resource('AWS::CloudWatch::CompositeAlarm', 'Composite')],
    };
    answers.ListStackResources = ({ input: { StackName, NextToken } }) => {
      const [first, ...others] = stacks[StackName];
      return NextToken ? { StackResourceSummaries: others } : { StackResourceSummaries: [first], NextToken: 'more' };
    };
    alarms = { P95: ['OK', after(-9)], Composite: ['ALARM', after(-9)] };
    await handler(event());
    expect(calls.filter(([name]) => name === 'DescribeAlarms').map(([, { input }]) => input.AlarmNames)).toEqual([['P95'], ['Composite']]);
    expect(results()[0][1]).toMatchObject({ failureDetails: { message: expect.stringMatching(/: Composite is in alarm$/) } });
  });

  test('reads every account in its region by its own role', async () => {
    process.env.ALARMS = JSON.stringify([
      { roleArn: role('333333333333'), region: 'eu-west-1', alarms: ['Errors'] }, { roleArn: role('444444444444'), region: 'us-east-1', alarms: ['Errors'] },
    ]);
    await handler(event());
    expect(calls.filter(([name]) => name === 'DescribeAlarms').map(([, { client }]) => [client.region, client.credentials?.accessKeyId]).sort()).toEqual([
      ['eu-west-1', `key of ${role('333333333333')}`], ['us-east-1', `key of ${role('444444444444')}`],
    ]);
  });

  test('fails if the alarms cannot be read: what nobody has watched is not known to be well', async () => {
    answers.AssumeRole = () => {
      throw new Error('not authorized');
    };
    await handler(event());
    expect(results()[0]).toEqual(['PutJobFailureResult', expect.objectContaining({ failureDetails: { type: 'JobFailed', message: expect.stringContaining('the alarms cannot be read: not authorized') } })]);
  });

  test('fits into a template', () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(4096);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_cloudwatch as cloudwatch, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile, Rollout } from '../../../src/blueprint';
import { Problems } from '../../../src/blueprint/private/problems';
import { ContainerService, EcsServiceStage, ReleaseAlarmOptions, ReleaseOverride, ServiceImage } from '../../../src/constructs';
import { checkMilestones } from '../../../src/constructs/private/ecs/milestone-hook';
import { DIGEST, ENV } from '../../support/stages';

const image = ServiceImage.fromEcr('api', DIGEST);
const stageOf = (options: ReleaseAlarmOptions = {}, profile = EnvironmentProfile.PRODUCTION) => new EcsServiceStage(new App(), 'Prod', { env: ENV, profile, image, ...options });
const templateOf = (...given: Parameters<typeof stageOf>) => Template.fromStack(stageOf(...given).stack);
const deployment = (template: Template) => Object.values(template.findResources('AWS::ECS::Service'))[0].Properties.DeploymentConfiguration;
const alarmIds = (template: Template) => Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
const hookOf = (template: Template) => Object.entries(template.findResources('AWS::Lambda::Function')).find(([, { Properties }]) => Properties.Handler === 'hold-milestones.handler')!;

const production = templateOf();
const alarmOf = (stack: Stack, name = 'queue-is-full') => cloudwatch.Alarm.fromAlarmArn(stack, name, `arn:aws:cloudwatch:${stack.region}:${stack.account}:alarm:${name}`);
const problemsOf = (options: (stack: Stack) => ReleaseAlarmOptions) => () => {
  const stack = new Stack(new App(), 'Stack', { env: ENV });
  new ContainerService(stack, 'Api', { profile: EnvironmentProfile.DEVELOPMENT, image, ...options(stack) });
};

describe('E5: ECS watches the alarms', () => {
  test.each(EnvironmentProfile.all())('of both groups, and turns a release back, under the profile %s', (profile) => {
    const template = templateOf({}, profile);
    const names = alarmIds(template).map((Ref) => ({ Ref }));
    expect(names).toHaveLength(4);
    expect(deployment(template).Alarms).toEqual({ AlarmNames: expect.arrayContaining(names), Enable: true, Rollback: true });
  });

  test('and those of the user, which are not made again', () => {
    const stack = new Stack(new App(), 'Stack', { env: ENV });
    const own = alarmOf(stack);
    const service = new ContainerService(stack, 'Api', { profile: EnvironmentProfile.PRODUCTION, image, releaseAlarms: [own] });
    const template = Template.fromStack(stack);
    expect(deployment(template).Alarms.AlarmNames).toHaveLength(5);
    expect(deployment(template).Alarms.AlarmNames).toContain('queue-is-full');
    expect(JSON.stringify(hookOf(template)[1].Properties.Environment.Variables.ALARMS)).toContain('queue-is-full');
    expect(service.releaseAlarms).toHaveLength(5);
    expect(service.releaseAlarms[4]).toBe(own);
    expect(alarmIds(template)).toHaveLength(4);
  });
});

describe('E4: the hook', () => {
  test('is asked before each shift of requests, and turns the release back if it never answers', () => {
    expect(deployment(production).LifecycleHooks).toEqual([{
      HookTargetArn: { 'Fn::GetAtt': [hookOf(production)[0], 'Arn'] },
      RoleArn: { 'Fn::GetAtt': [expect.stringContaining('MilestoneHookInvokeRole'), 'Arn'] },
      LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'],
      TimeoutConfiguration: { TimeoutInMinutes: 40, Action: 'ROLLBACK' },
    }]);
  });

  test('knows the milestones of the rollout, all alarms and when ECS gives it up', () => {
    const { ALARMS, ...others } = hookOf(production)[1].Properties.Environment.Variables;
    expect(others).toEqual({ MILESTONES: '[{"percent":10,"minutes":10},{"percent":50,"minutes":10}]', TIMEOUT_MINUTES: '40' });
    expect(ALARMS['Fn::Join'][1].filter((part: unknown) => typeof part !== 'string')).toEqual(expect.arrayContaining(alarmIds(production).map((Ref) => ({ Ref }))));
  });

  test('is also there without milestones, as the gate on red alarms', () => {
    const template = templateOf({}, EnvironmentProfile.STAGING);
    expect(hookOf(template)[1].Properties.Environment.Variables).toMatchObject({ MILESTONES: '[]', TIMEOUT_MINUTES: '30' });
    expect(deployment(template).LifecycleHooks).toHaveLength(1);
  });

  test('is not there where nothing is shifted', () => {
    const template = templateOf({}, EnvironmentProfile.DEVELOPMENT);
    expect(hookOf(template)).toBeUndefined();
    expect(deployment(template).LifecycleHooks).toBeUndefined();
  });

  test('runs the file that is shipped and tested', () => {
    const app = new App();
    new EcsServiceStage(app, 'Prod', { env: ENV, profile: EnvironmentProfile.PRODUCTION, image });
    const assembly = app.synth().getNestedAssembly('assembly-Prod');
    const { S3Key } = hookOf(production)[1].Properties.Code;
    expect(existsSync(join(assembly.directory, '..', `asset.${S3Key.replace('.zip', '')}`, 'hold-milestones.js'))).toBe(true);
  });

  test('may read its alarms and its service, write its log, and nothing else', () => {
    const [, { Properties }] = Object.entries(production.findResources('AWS::IAM::Role')).find(([id]) => /MilestoneHookRole/.test(id))!;
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(Properties.Policies.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement.flatMap(({ Action }: any) => Action)).sort()).toEqual([
      'cloudwatch:DescribeAlarms', 'ecs:DescribeServiceDeployments', 'ecs:DescribeServiceRevisions', 'ecs:ListServiceDeployments', 'logs:CreateLogStream', 'logs:PutLogEvents',
    ]);
  });

  test('refuses a milestone that ECS would not wait for', () => {
    const problems = new Problems();
    checkMilestones(problems, Rollout.steps([10, 50, 100], { minutes: 30 }));
    expect(problems.messages).toEqual([]);
    checkMilestones(problems, Rollout.steps([10, 100], { minutes: 1440 }));
    expect(problems.messages).toEqual([
      'rollout must hold the 10 percent for at most 1410 minutes, because ECS ends a step after 24 hours, got: 1440. Hold it for less.',
    ]);
  });
});

describe('E5: an override', () => {
  afterEach(() => jest.useRealTimers());
  const override = ReleaseOverride.until('2026-11-30T12:00:00Z', { reason: 'repairs the errors of 1.4' });

  test('reaches the hook and changes nothing else', () => {
    const template = templateOf({ releaseDespiteAlarms: override });
    const [id, { Properties }] = hookOf(template);
    expect(JSON.parse(Properties.Environment.Variables.OVERRIDE)).toEqual({ until: '2026-11-30T12:00:00Z', reason: 'repairs the errors of 1.4' });
    const after = template.toJSON();
    delete after.Resources[id].Properties.Environment.Variables.OVERRIDE;
    expect(after).toEqual(production.toJSON());
  });

  test.each([
    ['2026-11-30T11:59:59Z', 'A release may start although an alarm is red until 2026-11-30T12:00:00Z: repairs the errors of 1.4.'],
    ['2026-11-30T12:00:00Z', 'The override of red alarms has expired at 2026-11-30T12:00:00Z and changes nothing.'],
  ])('is warned about at %s', (now, message) => {
    jest.useFakeTimers({ now: Date.parse(now), doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
    Annotations.fromStack(stageOf({ releaseDespiteAlarms: override }).stack).hasWarning('*', Match.stringLikeRegexp(message.replace(/[.]/g, '\\.')));
  });

  test.each(['tomorrow', '2026-11-30', '2026-11-30T12:00:00', '2026-02-30T12:00:00Z', '2026-13-01T12:00:00Z', '2026-11-30T25:00:00Z', ''])('is refused until "%s"', (instant) => {
    expect(() => ReleaseOverride.until(instant, { reason: 'x' })).toThrow(/^ReleaseOverride has 1 problem:\n {2}- until must be an instant with a time zone, got: /);
  });

  test.each(['2026-11-30T12:00Z', '2026-11-30T12:00:00.5+01:00', '2028-02-29T00:00:00-11:00'])('is taken until %s', (instant) => {
    expect(ReleaseOverride.until(instant, { reason: 'x' }).instant).toBe(instant);
  });

  test('is refused without a reason, or with one that no log shows as a whole', () => {
    expect(() => ReleaseOverride.until('x', { reason: ' ' })).toThrow(/2 problems/);
    expect(() => ReleaseOverride.until('2026-11-30T12:00Z', { reason: 'x'.repeat(201) })).toThrow(/reason must have 1 to 200 characters/);
  });
});

describe('E5: bad values', () => {
  test('are all reported at once', () => {
    expect(problemsOf(() => ({ errorRatePercent: 0, p95ResponseTime: Duration.seconds(4001), minimumRequestsPerMinute: 0.5 }))).toThrow(new RegExp([
      '^Stack/Api has 3 problems:',
      '  - errorRatePercent must be above 0 and below 100, got: 0\\. .+',
      '  - p95ResponseTime must be above 0 and at most 4000 seconds, got: 4001\\. .+',
      '  - minimumRequestsPerMinute must be a whole number from 1, got: 0\\.5\\. .+',
    ].join('\n')));
  });

  test.each<[string, (stack: Stack) => ReleaseAlarmOptions, string]>([
    ['an alarm of another region', (stack) => ({ releaseAlarms: [alarmOf(new Stack(stack.node.root as App, 'Elsewhere', { env: { ...ENV, region: 'us-east-1' } }))] }), 'must be in the account and region of the service'],
    ['an alarm of another account', (stack) => ({ releaseAlarms: [alarmOf(new Stack(stack.node.root as App, 'Elsewhere', { env: { ...ENV, account: '222222222222' } }))] }), 'must be in the account and region of the service'],
    ['an alarm made of others', (stack) => ({ releaseAlarms: [new cloudwatch.CompositeAlarm(stack, 'Any', { alarmRule: cloudwatch.AlarmRule.fromBoolean(true) })] }), 'must not be made of other alarms'],
    ['too many alarms', (stack) => ({ releaseAlarms: Array.from({ length: 11 }, (_, index) => alarmOf(stack, `alarm-${index}`)) }), 'must be at most 10, got: 11'],
    ['no share at all', () => ({ errorRatePercent: NaN }), 'errorRatePercent must be above 0'],
    ['every request', () => ({ errorRatePercent: 100 }), 'errorRatePercent must be above 0'],
    ['no time', () => ({ p95ResponseTime: Duration.seconds(0) }), 'p95ResponseTime must be above 0'],
  ])('%s', (_, options, message) => {
    expect(problemsOf(options)).toThrow(message);
  });
});

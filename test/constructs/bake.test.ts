import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_cloudwatch as cloudwatch, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Delivery, simpleStage, trace } from '../support/delivery';
import { addAlarm, gated, onlyResource, stagesOfProd } from '../support/gated';

jest.setTimeout(120_000);

const roleOf = (account: string, region: string) => `arn:\${AWS::Partition}:iam::${account}:role/cdk-hnb659fds-lookup-role-${account}-${region}`;
const functionOf = (delivery: Delivery) => onlyResource(delivery, 'AWS::Lambda::Function', 'Bake');
/** The alarms as the function is told, with the partition as it is written in text. */
const watchedBy = (delivery: Delivery) => {
  const { ALARMS } = functionOf(delivery).Environment.Variables;
  return JSON.parse(ALARMS['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : '${AWS::Partition}')).join(''));
};
const bake = (more: object = {}) => ({ gates: [{ type: 'bake', minutes: 60, ...more }] });

describe('P8: a bake', () => {
  test('is the last action of its environment, after all checks', () => {
    const delivery = gated({ approval: { type: 'none' }, checks: [{ name: 'smoke', commands: ['true'] }, { name: 'load', commands: ['true'] }] }, { alarm: true });
    expect(trace(delivery.stack).filter((line) => line.startsWith('prod/'))).toEqual(['prod/1/api-Service.Deploy', 'prod/2/load', 'prod/2/smoke', 'prod/3/Bake']);
    expect(stagesOfProd(delivery).prod.Actions.at(-1)).toMatchObject({
      ActionTypeId: { Category: 'Invoke', Owner: 'AWS', Provider: 'Lambda', Version: '1' }, Configuration: { FunctionName: { Ref: expect.stringContaining('Bake') } },
    });
  });

  test('is the last action behind a review and an approval, too', () => {
    expect(trace(gated({}, { alarm: true }).stack).slice(-2)).toEqual(['prod/3/api-Service.Deploy', 'prod/4/Bake']);
  });

  test('of production watches the alarms of its stacks for 30 minutes, and no stack without one', () => {
    const delivery = gated({}, { alarm: true, stages: ({ app }, environment) => ['api', 'web'].map((name) => simpleStage(app, environment, name)) });
    expect(functionOf(delivery).Environment.Variables.MINUTES).toBe('30');
    expect(watchedBy(delivery)).toEqual([{ roleArn: roleOf('333333333333', 'eu-west-1'), region: 'eu-west-1', stacks: ['prod-api-Service'] }]);
    expect(functionOf(delivery).Code.ZipFile).toBe(readFileSync(join(__dirname, '../../assets/gates/bake.js'), 'utf8'));
  });

  test('watches nested stacks by the one that deploys them, composite alarms, and every region by its own role', () => {
    const delivery = gated(bake(), {
      stages: ({ app }, { name, account }) => ['eu-west-1', 'us-east-1'].map((region, index) => {
        const stage = new Stage(app, `${name}-api-${region}`, { env: { account, region } });
        const stack = new Stack(stage, 'Service');
        if (index === 0) {
          addAlarm(new NestedStack(stack, 'Nested'));
        } else {
          new cloudwatch.CfnCompositeAlarm(stack, 'Any', { alarmRule: 'ALARM(Errors)' });
        }
        return stage;
      }),
    });
    expect(watchedBy(delivery)).toEqual(['eu-west-1', 'us-east-1'].map((region) => ({
      roleArn: roleOf('333333333333', region), region, stacks: [`prod-api-${region}-Service`],
    })));
  });

  test.each([
    ['in the environment\'s account and main region', {}, '333333333333', 'eu-west-1'],
    ['in another account', { account: '555555555555' }, '555555555555', 'eu-west-1'],
    ['in another region', { region: 'us-west-2' }, '333333333333', 'us-west-2'],
  ])('watches named alarms %s', (_, place, account, region) => {
    const delivery = gated(bake({ alarms: ['Errors', 'P95'], ...place }));
    expect(watchedBy(delivery)).toEqual([{ roleArn: roleOf(account, region), region, alarms: ['Errors', 'P95'] }]);
    expect(functionOf(delivery).Environment.Variables.MINUTES).toBe('60');
  });

  test('may read by the lookup roles of its alarms, answer CodePipeline, and nothing else', () => {
    const delivery = gated(bake({ alarms: ['Errors'] }));
    const { PolicyDocument: { Statement } } = onlyResource(delivery, 'AWS::IAM::Policy', 'BakeFunctionRole');
    expect(Statement.slice(1)).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::333333333333:role/cdk-hnb659fds-lookup-role-333333333333-eu-west-1']] } },
      { Effect: 'Allow', Action: ['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'], Resource: '*' },
    ]);
  });

  test('of the profile is left out where there is no alarm', () => {
    const delivery = gated();
    expect(trace(delivery.stack).at(-1)).toBe('prod/3/api-Service.Deploy');
    expect(Object.keys(Template.fromStack(delivery.stack).findResources('AWS::Lambda::Function')).filter((id) => id.includes('Bake'))).toEqual([]);
  });

  test('that was asked for is refused where there is no alarm', () => {
    expect(() => gated(bake()).app.synth()).toThrow('environments "prod", gates, bake must have alarms to watch, got: no stack of this environment with an alarm.');
  });

  test('of more than its function can be told is refused', () => {
    const alarms = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(200, 'x'));
    expect(() => gated(bake({ alarms })).app.synth()).toThrow('must watch alarms of at most 3800 characters of JSON');
  });

  test('counts among the actions of its stage', () => {
    const delivery = gated({ approval: { type: 'none' }, onFailure: { type: 'stop' } }, { alarm: true, stages: ({ app }, environment) => [simpleStage(app, environment, 'api', [], 50)] });
    const stages = Object.entries(stagesOfProd(delivery));
    expect(stages.map(([name, { Actions }]) => [name, Actions.length])).toEqual([['prod.1', 50], ['prod.2', 1]]);
  });
});

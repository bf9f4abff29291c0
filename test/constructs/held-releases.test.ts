import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { simpleStage } from '../support/delivery';
import { FREEZE, gated, onlyResource, stagesOfProd, WINDOW } from '../support/gated';
import { gatesFor } from '../support/gates';

jest.setTimeout(120_000);

const PIPELINE = { Ref: expect.stringMatching(/^DeliveryPipeline/) };
const ARN = ['arn:', { Ref: 'AWS::Partition' }, ':codepipeline:eu-west-1:111111111111:', PIPELINE];
const ruleOf = (delivery: ReturnType<typeof gated>) => onlyResource(delivery, 'AWS::Events::Rule', 'HeldReleases');
const inputOf = (rule: Record<string, any>): string => {
  const { InputTemplate } = rule.Targets[0].InputTransformer;
  return InputTemplate['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'x'.repeat(100))).join('');
};

describe('P8: windows and freezes hold releases', () => {
  const delivery = gated({ gates: [WINDOW, FREEZE] });

  test('by a function that is called every minute with all that it must know', () => {
    const rule = ruleOf(delivery);
    expect(rule.ScheduleExpression).toBe('cron(* * * * ? *)');
    expect(rule.Targets).toHaveLength(1);
    expect(rule.Targets[0].InputTransformer.InputPathsMap).toEqual({ time: '$.time' });
    expect(JSON.parse(inputOf(rule).replace('<time>', '"now"'))).toEqual({
      time: 'now',
      pipeline: expect.stringMatching(/^x+$/),
      stage: 'prod',
      windows: [{ cron: '* 9-16 ? * MON-FRI *', timeZone: 'Europe/Berlin' }],
      freezes: [{ from: '2026-12-18T17:00', until: '2027-01-04T08:00', reason: 'Christmas' }],
    });
  });

  test('by calls that are made at their time or not at all', () => {
    expect(ruleOf(delivery).Targets[0].RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
    expect(onlyResource(delivery, 'AWS::Lambda::EventInvokeConfig', 'HeldReleases')).toMatchObject({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
  });

  test('by a role that may read the pipeline\'s state, switch this one transition, and write its log', () => {
    const { PolicyDocument: { Statement } } = onlyResource(delivery, 'AWS::IAM::Policy', 'HeldReleases');
    expect(Statement.slice(1)).toEqual([
      { Effect: 'Allow', Action: 'codepipeline:GetPipelineState', Resource: { 'Fn::Join': ['', ARN] } },
      { Effect: 'Allow', Action: ['codepipeline:DisableStageTransition', 'codepipeline:EnableStageTransition'], Resource: { 'Fn::Join': ['', [...ARN, '/prod']] } },
    ]);
    expect(Statement[0].Action).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  test('by code that is in the template', () => {
    const { Code, Runtime, Handler } = onlyResource(delivery, 'AWS::Lambda::Function', 'HeldReleases');
    expect(Code.ZipFile).toBe(readFileSync(join(__dirname, '../../assets/gates/hold-releases.js'), 'utf8'));
    expect([Runtime, Handler]).toEqual(['nodejs24.x', 'index.handler']);
  });

  test('after the approval, before the first stage that deploys', () => {
    const large = gated({ gates: [WINDOW], approval: { type: 'manual', changeSummary: false }, onFailure: { type: 'stop' } }, {
      stages: ({ app }, environment) => [simpleStage(app, environment, 'api', [], 60)],
    });
    const names = Object.keys(stagesOfProd(large));
    expect(names.slice(0, 2)).toEqual(['prod.Approve', 'prod.1']);
    expect(JSON.parse(inputOf(ruleOf(large)).replace('<time>', '""')).stage).toBe('prod.1');
  });

  test('with one function for all environments and a rule for each', () => {
    const environment = (name: string, more: object) => ({ name, account: '222222222222', regions: ['eu-west-1'], profile: 'development', ...more });
    const two = gated({}, {
      changes: { environments: [environment('alpha', { gates: [WINDOW] }), environment('beta', {}), environment('gamma', { gates: [FREEZE] })] },
    });
    two.pipeline.environments.slice(1).forEach((one) => two.pipeline.addStage(one, simpleStage(two.app, one, 'api')));
    const template = Template.fromStack(two.stack);
    const held = (type: string) => Object.keys(template.findResources(type)).filter((id) => id.includes('HeldReleases'));
    expect(held('AWS::Lambda::Function')).toHaveLength(1);
    expect(held('AWS::Events::Rule').map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort())
      .toEqual(['DeliveryHeldReleasesEveryMinutealpha', 'DeliveryHeldReleasesEveryMinutegamma']);
  });

  test('and nothing is made where there are none', () => {
    const { Resources } = Template.fromStack(gated({ approval: { type: 'none' } }).stack).toJSON() as { Resources: object };
    expect(Object.keys(Resources).filter((id) => id.includes('HeldReleases'))).toEqual([]);
  });
});

test('P8: whatever windows and freezes a blueprint accepts, the input of their rule is JSON that EventBridge takes', () => {
  fc.assert(fc.property(gatesFor([]), (gates) => {
    const held = gates.filter(({ type }) => ['deploymentWindow', 'freeze'].includes(type as string));
    fc.pre(held.length > 0);
    const input = inputOf(ruleOf(gated({ gates: held })));
    // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
    expect(input.length).toBeLessThanOrEqual(8192);
    const { windows, freezes } = JSON.parse(input.replace('<time>', '""'));
    expect([...windows, ...freezes]).toEqual(
      ['deploymentWindow', 'freeze'].flatMap((type) => held.filter((gate) => gate.type === type).map(({ type: _, ...gate }) => gate)));
  }), { numRuns: 5, seed: 8 });
});

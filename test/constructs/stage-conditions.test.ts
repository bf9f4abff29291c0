import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Delivery, pipelineProperties, simpleStage } from '../support/delivery';
import { CHECK, FREEZE, gated, GatedStage, stagesOfProd, WINDOW } from '../support/gated';

jest.setTimeout(120_000);

const SKIPS = { ...CHECK, otherwise: 'skip' };
const RULE = {
  Name: 'VariableCheck1',
  RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'VariableCheck', Version: '1' },
  Configuration: { Variable: '#{variables.RELEASE}', Value: 'yes', Operator: 'EQ' },
};
const large = { stages: ({ app }: Delivery, environment: Parameters<typeof simpleStage>[1]) => [simpleStage(app, environment, 'api', [], 60)] };
const ofEach = <T>(delivery: Delivery, partOf: (stage: GatedStage) => T) =>
  Object.fromEntries(Object.entries(stagesOfProd(delivery)).map(([name, stage]) => [name, partOf(stage)]));
const conditionsOf = (delivery: Delivery) => ofEach(delivery, ({ BeforeEntry }) => BeforeEntry?.Conditions);
const failuresOf = (delivery: Delivery) => ofEach(delivery, ({ OnFailure }) => OnFailure);

describe('P8: a check of a variable', () => {
  test('stands before every stage of its environment, so that a skip leaves nothing of it', () => {
    const condition = [{ Result: 'SKIP', Rules: [RULE] }];
    expect(conditionsOf(gated({ gates: [SKIPS] }))).toEqual({ 'prod.Review': condition, 'prod.Approve': condition, 'prod': condition });
  });

  test('fails the run unless told otherwise, and compares as told', () => {
    const gates = [CHECK, { ...CHECK, value: 'v\\d+', operator: 'MATCHES' }];
    expect(conditionsOf(gated({ gates, approval: { type: 'none' } }))).toEqual({
      prod: [{ Result: 'FAIL', Rules: [RULE, { ...RULE, Name: 'VariableCheck2', Configuration: { Variable: '#{variables.RELEASE}', Value: 'v\\d+', Operator: 'MATCHES' } }] }],
    });
  });

  test('stands before each of several stages', () => {
    const conditions = conditionsOf(gated({ gates: [SKIPS], approval: { type: 'none' }, onFailure: { type: 'stop' } }, large));
    expect(conditions).toEqual({ 'prod.1': [{ Result: 'SKIP', Rules: [RULE] }], 'prod.2': [{ Result: 'SKIP', Rules: [RULE] }] });
  });

  test('that skips shares the condition of an approval that is skipped when nothing changes', () => {
    const approval = { type: 'manual', skipWhenUnchanged: true };
    const [condition, ...others] = conditionsOf(gated({ gates: [SKIPS], approval }))['prod.Approve']!;
    expect(others).toEqual([]);
    expect([condition.Result, condition.Rules.map(({ Name }) => Name)]).toEqual(['SKIP', ['VariableCheck1', 'HasChanges']]);
  });

  test('that fails has stood before the review already, and leaves the approval its own condition', () => {
    const conditions = conditionsOf(gated({ gates: [CHECK], approval: { type: 'manual', skipWhenUnchanged: true } }));
    expect(conditions['prod.Review']).toEqual([{ Result: 'FAIL', Rules: [RULE] }]);
    expect(conditions['prod.Approve']!.map(({ Result, Rules }) => [Result, Rules.map(({ Name }) => Name)])).toEqual([['SKIP', ['HasChanges']]]);
    expect(conditions.prod).toEqual([{ Result: 'FAIL', Rules: [RULE] }]);
  });

  test('is no matter of other environments', () => {
    const environment = (name: string, more: object) => ({ name, account: '222222222222', regions: ['eu-west-1'], profile: 'development', ...more });
    const delivery = gated({}, { changes: { environments: [environment('prod', { gates: [SKIPS] }), environment('prod2', {})] } });
    const [, other] = delivery.pipeline.environments;
    delivery.pipeline.addStage(other, simpleStage(delivery.app, other, 'api'));
    const stages = pipelineProperties(delivery.stack).Stages as GatedStage[];
    expect(stages.filter(({ BeforeEntry, Name }) => BeforeEntry && Name.startsWith('prod')).map(({ Name }) => Name)).toEqual(['prod']);
  });
});

describe('P8: when a release fails', () => {
  test('production is rolled back, and neither its review nor its approval is', () => {
    expect(failuresOf(gated())).toEqual({ 'prod.Review': undefined, 'prod.Approve': undefined, 'prod': { Result: 'ROLLBACK' } });
  });

  test.each([
    [{ type: 'rollback' }, { Result: 'ROLLBACK' }],
    [{ type: 'retry' }, { Result: 'RETRY', RetryConfiguration: { RetryMode: 'ALL_ACTIONS' } }],
    [{ type: 'retry', failedActionsOnly: true }, { Result: 'RETRY', RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' } }],
    [{ type: 'stop' }, undefined],
    [undefined, undefined],
  ])('a development environment with %j has %j', (onFailure, expected) => {
    expect(failuresOf(gated({ profile: 'development', onFailure }))).toEqual({ prod: expected });
  });

  test('several stages are retried each', () => {
    expect(Object.values(failuresOf(gated({ profile: 'development', onFailure: { type: 'retry' } }, large))).map((failure) => failure?.Result)).toEqual(['RETRY', 'RETRY']);
  });

  test('several stages cannot be rolled back: refused if somebody asks for it', () => {
    expect(() => gated({ profile: 'development', onFailure: { type: 'rollback' } }, large).app.synth()).toThrow(
      'environments "prod", onFailure must not be rollback, because it takes several stages of the pipeline: prod.1, prod.2, got: rollback. ' +
      'Deliver fewer stacks to it, or choose FailureReaction.stop() or retry().');
  });

  test.each([
    ['several stages', {}, large, /takes several stages of the pipeline: prod\.1, prod\.2/],
    ['runs in parallel', { approval: { type: 'manual', changeSummary: false } }, { changes: { executionMode: 'parallel', selfMutation: false } }, /its runs are parallel/],
  ])('%s cannot be rolled back: the profile\'s rollback is left out with a warning', (_, more, options, reason) => {
    const delivery = gated({ approval: { type: 'none' }, ...more }, options);
    expect(Object.values(failuresOf(delivery)).filter((failure) => failure !== undefined)).toEqual([]);
    Annotations.fromStack(delivery.stack).hasWarning('*', Match.stringLikeRegexp(reason.source));
  });
});

describe('P8: gates and reactions', () => {
  const delivery = gated({ gates: [WINDOW, FREEZE, SKIPS], checks: [{ name: 'smoke', commands: ['true'] }] }, { alarm: true });

  test('are in pipelines of type V2 only, and never at their source', () => {
    const { PipelineType, Stages: [source] } = pipelineProperties(delivery.stack) as { PipelineType: string } & ReturnType<typeof pipelineProperties>;
    expect(PipelineType).toBe('V2');
    expect(Object.keys(source).sort()).toEqual(['Actions', 'Name']);
  });

  test('leave no finding of AwsSolutions', () => {
    delivery.app.synth();
    expect(new AwsSolutionsChecks().validateScope(delivery.stack).violations).toEqual([]);
  });
});

import { listenerTo, stageListenersOf } from '../../src/rehearsal/model/stage-listener';

const STACK = { path: '', id: 'Tools', displayName: 'Tools', stackName: 'Tools', account: '111111111111', region: 'eu-west-1', templateFile: '', tags: {}, dependencies: [] };
const detail = { pipeline: [{ Ref: 'Pipeline' }], stage: ['Review'], state: ['SUCCEEDED'] };
const pattern = (more: object = {}) => ({ 'source': ['aws.codepipeline'], 'detail-type': ['CodePipeline Stage Execution State Change'], detail, ...more });

/** What is called when the stage Review of the pipeline Pipeline succeeds. */
function called(EventPattern: unknown, more: object = {}): string | undefined {
  const resource = { Type: 'AWS::Events::Rule', Properties: { EventPattern, Targets: [{ Arn: { 'Fn::GetAtt': ['Reject', 'Arn'] } }], ...more } };
  return listenerTo('Review', { name: 'Pipeline', listeners: stageListenersOf(resource, {}, STACK) })?.target;
}

describe('a function hears of the success of a stage', () => {
  test.each([
    ['by its name', pattern()],
    ['by the ARN of its pipeline', pattern({ resources: [{ 'Fn::Sub': 'arn:aws:codepipeline:eu-west-1:111111111111:${Pipeline}' }], detail: { ...detail, pipeline: undefined } })],
    ['among others', pattern({ detail: { ...detail, stage: ['Other', 'Review'], state: ['FAILED', 'SUCCEEDED'] } })],
    ['if it hears of all stages, pipelines and states', pattern({ detail: undefined })],
  ])('%s', (_, given) => {
    expect(called(given)).toBe('Reject');
  });
});

describe('a function hears nothing of the success of a stage', () => {
  test.each<[string, unknown, object?]>([
    ['for another stage', pattern({ detail: { ...detail, stage: ['Other'] } })],
    ['for another pipeline', pattern({ detail: { ...detail, pipeline: ['Other'] } })],
    ['for the ARN of another pipeline', pattern({ resources: ['arn:aws:codepipeline:eu-west-1:111111111111:Other'], detail: { ...detail, pipeline: undefined } })],
    ['for failures', pattern({ detail: { ...detail, state: ['FAILED'] } })],
    ['for pipelines as a whole', pattern({ 'detail-type': ['CodePipeline Pipeline Execution State Change'] })],
    ['on a schedule', undefined, { ScheduleExpression: 'rate(1 day)' }],
    ['by a rule that is disabled', pattern(), { State: 'DISABLED' }],
    ['by a rule without a target', pattern(), { Targets: undefined }],
  ])('%s', (_, given, more = {}) => {
    expect(called(given, more)).toBeUndefined();
  });
});

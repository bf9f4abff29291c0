import { type Answer, change, changeSet, context, exists, NOTHING, REVIEW, ReviewFolder, ROLE, STACK } from '../support/review';

const topic = (name: string, more: object = {}) => change('Topic', 'AWS::SNS::Topic', 'Modify', {
  Replacement: 'False',
  Details: [{ Target: { Attribute: 'Properties', Name: 'DisplayName', Path: '/Properties/DisplayName', RequiresRecreation: 'Never' }, Evaluation: 'Static' }],
  BeforeContext: context({ DisplayName: 'a' }),
  AfterContext: context({ DisplayName: name }),
  ...more,
});
const QUEUE = change('Queue', 'AWS::SQS::Queue', 'Add', { AfterContext: context({}) });
const state = (type: string, status = 'InProgress'): Answer => ({
  words: ['get-pipeline-state', '--name', 'Orders'],
  answer: { stageStates: [{ stageName: 'prod.Review', latestExecution: { type: 'ROLLBACK', status: 'InProgress' } }, { stageName: 'prod', latestExecution: { type, status } }] },
});

/** Runs the review, and afterwards what compares with it. */
function compare(reviewed: Answer, ...then: Answer[]) {
  const folder = new ReviewFolder([ROLE, exists(), reviewed]);
  expect(folder.run('change-summary').code).toBe(0);
  return folder.write({ 'aws.json': [ROLE, exists(), ...then] }).run('as-reviewed');
}

const differs = (line: string) => ({ code: 1, stderr: `prod is not as it was reviewed:\nprod-api: ${line}\nNothing was deployed. Release again to review again.\n` });

describe('P6: what was reviewed is what executes', () => {
  test('passes when the change sets would do the same, in whatever order they say so', () => {
    const reviewed = changeSet('review', [topic('b'), QUEUE]);
    const { code, stdout } = compare(reviewed, state('STANDARD'), changeSet('release', [QUEUE, topic('b', { AfterContext: '{ "Properties": { "DisplayName": "b" } }' })]));
    expect([code, stdout]).toEqual([0, 'prod: what was reviewed is what executes (change sets: 1).\n']);
  });

  test('passes when there was and is nothing to do', () => {
    expect(compare(changeSet('review', [], NOTHING), state('STANDARD'), changeSet('release', [], NOTHING)).code).toBe(0);
  });

  test.each<[string, Answer, Answer, string]>([
    ['another value', changeSet('review', [topic('b')]), changeSet('release', [topic('c')]),
      'Topic (AWS::SNS::Topic): reviewed: Modify, replacement False, DisplayName; would execute: Modify, replacement False, DisplayName, with other values'],
    ['a replacement', changeSet('review', [topic('b')]), changeSet('release', [topic('b', { Replacement: 'True' })]),
      'Topic (AWS::SNS::Topic): reviewed: Modify, replacement False, DisplayName; would execute: Modify, replacement True, DisplayName'],
    ['a resource more', changeSet('review', [topic('b')]), changeSet('release', [topic('b'), QUEUE]), 'Queue (AWS::SQS::Queue): reviewed: no change; would execute: Add'],
    ['a resource less', changeSet('review', [topic('b'), QUEUE]), changeSet('release', [topic('b')]), 'Queue (AWS::SQS::Queue): reviewed: Add; would execute: no change'],
    ['changes where there were none', changeSet('review', [], NOTHING), changeSet('release', [QUEUE]), 'Queue (AWS::SQS::Queue): reviewed: no change; would execute: Add'],
    ['none where there were changes', changeSet('review', [QUEUE]), changeSet('release', [], NOTHING), 'Queue (AWS::SQS::Queue): reviewed: Add; would execute: no change'],
  ])('refuses %s', (_, reviewed, released, line) => {
    expect(compare(reviewed, state('STANDARD'), released)).toMatchObject(differs(line));
  });

  test('passes in a rollback, for which nobody reviews again, and looks at no change set', () => {
    const { code, stdout } = compare(changeSet('review', [QUEUE]), state('ROLLBACK'));
    expect([code, stdout]).toEqual([0, 'prod is rolled back to an earlier release, which was reviewed when it was released: nothing to compare.\n']);
  });

  test('takes no rollback that has ended for one', () => {
    expect(compare(changeSet('review', [QUEUE]), state('ROLLBACK', 'Succeeded'), changeSet('release', [])).code).toBe(1);
  });

  test('refuses a stack that the review has not seen', () => {
    const folder = new ReviewFolder([ROLE, state('STANDARD')]).write({ 'review/change-summary.json': { stacks: [{ ...STACK, account: '444444444444', reviewed: [] }] } });
    expect(folder.run('as-reviewed')).toMatchObject(differs('was not reviewed'));
  });

  test('refuses a change set that cannot be executed', () => {
    const failed = changeSet('release', [], { Status: 'FAILED', StatusReason: 'Export Vpc does not exist' });
    expect(compare(changeSet('review', [QUEUE]), state('STANDARD'), failed)).toMatchObject({ code: 1, stderr: expect.stringContaining('Export Vpc does not exist') as string });
  });

  test('has nothing to compare where no change set could be reviewed', () => {
    const folder = new ReviewFolder([state('STANDARD')], { ...REVIEW, stacks: [{ ...STACK, changeSet: false }] }).write({ 'review/change-summary.json': { stacks: [] } });
    expect(folder.run('as-reviewed').code).toBe(0);
  });
});

describe('P6: the comparison with the review is called wrongly', () => {
  test.each([
    ['without the folder of the review', ['review.json'], { AWS_PARTITION: 'aws', PIPELINE_NAME: 'Orders' }, 'Usage: as-reviewed.js'],
    ['with a folder that holds no review', ['review.json', 'none'], { AWS_PARTITION: 'aws', PIPELINE_NAME: 'Orders' }, 'none/change-summary.json must be what change-summary.js has written'],
    ['without the name of the pipeline', ['review.json', 'review'], { AWS_PARTITION: 'aws' }, 'The environment variable PIPELINE_NAME must name the pipeline, got: nothing.'],
  ])('%s', (_, args, environment, message) => {
    const folder = new ReviewFolder([]).write({ 'review/change-summary.json': { stacks: [] } });
    expect(folder.run('as-reviewed', args, environment as Record<string, string>)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });

  test('says what is missing when the state of the pipeline cannot be read', () => {
    const { code, stderr } = compare(changeSet('review', [QUEUE]), { words: ['get-pipeline-state'], error: 'An error occurred (AccessDeniedException)' });
    expect([code, stderr]).toEqual([1, 'The state of the pipeline Orders cannot be read: An error occurred (AccessDeniedException). Allow codepipeline:GetPipelineState.\n']);
  });
});

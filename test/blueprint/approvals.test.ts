import { Approval, EnvironmentProfile, PipelineBlueprint } from '../../src/blueprint';
import { exampleDocument, messagesOf } from '../support/blueprints';

const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production' };
const documentWith = (approval: unknown, changes: Record<string, unknown> = {}) => exampleDocument({
  environments: [{ ...prod, approval }], ...changes,
});
const approvalOf = (approval: unknown) => PipelineBlueprint.fromJson(JSON.stringify(documentWith(approval))).findEnvironment('prod').approval;
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:releases';

describe('P12: the review of the pipeline\'s own updates', () => {
  const reviewOf = (changes: Record<string, unknown>) => PipelineBlueprint.fromJson(JSON.stringify(exampleDocument(changes))).reviewSelfMutation;

  test('is there where the pipeline updates itself, unless it is declined', () => {
    expect([reviewOf({}), reviewOf({ selfMutation: false }), reviewOf({ reviewSelfMutation: false })]).toEqual([true, false, false]);
  });

  test('is refused where the pipeline does not update itself', () => {
    expect(messagesOf(exampleDocument({ selfMutation: false, reviewSelfMutation: true })))
      .toEqual(['reviewSelfMutation must be false in a pipeline that does not update itself, got: true. Remove it, or remove "selfMutation": false.']);
  });
});

describe('P6: an approval', () => {
  test('describes the changes unless told otherwise, and asks although nothing has changed', () => {
    expect(approvalOf({ type: 'manual' })).toMatchObject({ isManual: true, changeSummary: true, skipWhenUnchanged: false, notifyEmails: [] });
    expect(approvalOf({ type: 'manual', changeSummary: false }).changeSummary).toBe(false);
    expect(approvalOf({ type: 'none' })).toMatchObject({ isManual: false, changeSummary: false });
  });

  test('P12: on a risk always describes the changes, asks about some releases and asks otherwise as any other does', () => {
    expect(approvalOf({ type: 'onRisk', timeoutMinutes: 60 })).toMatchObject({ isManual: false, isOnRisk: true, mayAsk: true, changeSummary: true, timeoutMinutes: 60 });
    expect(approvalOf({ type: 'manual' })).toMatchObject({ isOnRisk: false, mayAsk: true });
    expect(approvalOf({ type: 'none' })).toMatchObject({ isOnRisk: false, mayAsk: false });
  });

  test('P12: on a risk refuses what makes no sense with it, and says what to do', () => {
    expect(messagesOf(documentWith({ type: 'onRisk', changeSummary: false, skipWhenUnchanged: true }))).toEqual([
      'environments[0].approval.changeSummary must be true with type onRisk, because the summary finds the risks, got: false. Remove it, or choose the type manual.',
      'environments[0].approval.skipWhenUnchanged must be false with type onRisk, because nobody is asked about a release without changes anyway, got: true. Remove it, or choose the type manual.',
    ]);
    expect(messagesOf(documentWith({ type: 'onRisk', instructions: 'a'.repeat(399) }))[0]).toMatch(/ Shorten it, or link to more by reviewUrl\.$/);
    expect(messagesOf(documentWith({ type: 'onRisk', changeSummary: true, skipWhenUnchanged: false }))).toEqual([]);
  });

  test.each([[EnvironmentProfile.DEVELOPMENT, 'none'], [EnvironmentProfile.STAGING, 'onRisk'], [EnvironmentProfile.PRODUCTION, 'manual']])('P12: is by default what the profile %s says: %s', (profile, type) => {
    const document = exampleDocument({ environments: [{ ...prod, profile: profile.name }] });
    const { approval } = PipelineBlueprint.fromJson(JSON.stringify(document)).findEnvironment('prod');
    expect(approval).toEqual(approvalOf({ type }));
  });

  test('made in code equals the one read from the JSON that it writes', () => {
    const made = PipelineBlueprint.of({
      application: 'orders',
      tools: { account: '111111111111', region: 'eu-west-1' },
      environments: [{
        name: 'prod',
        account: '333333333333',
        regions: ['eu-west-1'],
        profile: EnvironmentProfile.PRODUCTION,
        approval: Approval.manual({
          instructions: 'Look at the dashboard.', notifyEmails: ['ann@example.com'], reviewUrl: 'https://beta.example.com', timeoutMinutes: 60, skipWhenUnchanged: true,
        }),
      }],
    });
    expect(PipelineBlueprint.fromJson(made.toJson())).toEqual(made);
    expect(made.environments[0].approval).toMatchObject({ notifyEmails: ['ann@example.com'], reviewUrl: 'https://beta.example.com', timeoutMinutes: 60, skipWhenUnchanged: true });
  });

  test('reports everything that is wrong with it at once', () => {
    expect(messagesOf(documentWith({
      type: 'manual', instructions: ' ', changeSummary: 'no', notifyTopic: 'releases', notifyEmails: ['ann', 'ann'], reviewUrl: 'beta.example.com', timeoutMinutes: 4, skipWhenUnchanged: 1,
    }))).toEqual([
      'environments[0].approval.instructions must be text of at most 1000 characters, got:  . Shorten it, or link to more by reviewUrl.',
      'environments[0].approval.notifyTopic must be the ARN of a standard SNS topic, got: releases. Write it as "arn:aws:sns:<region>:<account>:<name>"; CodePipeline publishes to no FIFO topic.',
      'environments[0].approval.notifyEmails[0] must be an e-mail address, got: ann. Write it as "name@example.com".',
      'environments[0].approval.notifyEmails[1] must be an e-mail address, got: ann. Write it as "name@example.com".',
      'environments[0].approval.notifyEmails[1] must differ from environments[0].approval.notifyEmails[0], got: ann. Give every item a name of its own.',
      'environments[0].approval.reviewUrl must be a URL of at most 1000 characters, got: beta.example.com. Start it with https:// or http://.',
      'environments[0].approval.timeoutMinutes must be a whole number from 5 to 86400, got: 4. Give it in minutes, without quotes.',
      'environments[0].approval.changeSummary must be true or false, got: no. Write it without quotes.',
      'environments[0].approval.skipWhenUnchanged must be true or false, got: 1. Write it without quotes.',
      'environments[0].approval.notifyEmails must be absent where there is a notifyTopic, got: ["ann","ann"]. Subscribe the addresses to that topic, or remove notifyTopic for a topic of the pipeline\'s own.',
    ]);
  });

  test('that asks nobody has nothing to say', () => {
    expect(messagesOf(documentWith({ type: 'none', instructions: 'Look.' })))
      .toEqual(['environments[0].approval.instructions is not a known key, got: Look.. Remove it or correct its name; known here: type.']);
  });

  test.each([5, 86_400])('may wait %d minutes', (timeoutMinutes) => {
    expect(approvalOf({ type: 'manual', timeoutMinutes }).timeoutMinutes).toBe(timeoutMinutes);
  });

  test('leaves room for the summary in its message', () => {
    expect(messagesOf(documentWith({ type: 'manual', instructions: 'a'.repeat(398) }))).toEqual([]);
    expect(messagesOf(documentWith({ type: 'manual', instructions: 'a'.repeat(399) }))[0])
      .toContain('environments[0].approval.instructions must be text of at most 398 characters beside the summary of the changes, got: aaa');
    expect(messagesOf(documentWith({ type: 'manual', instructions: 'a'.repeat(1000), changeSummary: false }))).toEqual([]);
    expect(messagesOf(documentWith({ type: 'manual', instructions: 'a'.repeat(1001), changeSummary: false }))).toHaveLength(1);
  });

  test('can be skipped only where the summary finds out whether anything changes', () => {
    expect(messagesOf(documentWith({ type: 'manual', changeSummary: false, skipWhenUnchanged: true })))
      .toEqual([expect.stringContaining('environments[0].approval.skipWhenUnchanged must be false without a summary of the changes, got: true.')]);
  });

  test('publishes to topics of the pipeline\'s region only, and to no FIFO topic', () => {
    expect(messagesOf(documentWith({ type: 'manual', notifyTopic: TOPIC }))).toEqual([]);
    expect(messagesOf(documentWith({ type: 'manual', notifyTopic: TOPIC.replace('eu-west-1', 'us-east-1') })))
      .toEqual([expect.stringContaining('notifyTopic must be in eu-west-1, the region of the pipeline, got: arn:aws:sns:us-east-1:')]);
    expect(messagesOf(documentWith({ type: 'manual', notifyTopic: `${TOPIC}.fifo` }))).toHaveLength(1);
  });

  test.each<[string, object]>([['an approval', { approval: { type: 'onRisk' } }], ['the default of staging', { profile: 'staging' }]])('P12: on a risk has its summary and is refused where runs are parallel: %s', (_, more) => {
    expect(messagesOf(exampleDocument({ environments: [{ ...prod, ...more }], executionMode: 'parallel', selfMutation: false }))).toEqual([
      expect.stringMatching(/^environments\[0\]\.approval\.type must be manual or none where executionMode is parallel, .* Choose manual with "changeSummary": false, or none, or the executionMode queued\.$/),
    ]);
  });

  test.each<[string, unknown]>([['an approval', { type: 'manual' }], ['an approval by default', undefined]])('has no summary where runs are parallel: %s is refused until it says so', (_, approval) => {
    const parallel = { executionMode: 'parallel', selfMutation: false };
    expect(messagesOf(documentWith(approval, parallel))).toEqual([
      'environments[0].approval.changeSummary must be false where executionMode is parallel, because runs would replace the change sets of each other, got: nothing. ' +
      'Set it to false, or choose queued.',
    ]);
    expect(messagesOf(documentWith({ type: 'manual', changeSummary: false }, parallel))).toEqual([]);
    expect(messagesOf(documentWith({ type: 'none' }, parallel))).toEqual([]);
  });
});

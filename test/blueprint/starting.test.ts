import { ExecutionMode, PipelineBlueprint, PullRequestEvent, Trigger, TriggerType } from '../../src/blueprint';
import { exampleDocument, messagesOf } from '../support/blueprints';

const read = (changes: Record<string, unknown>) => PipelineBlueprint.fromJson(JSON.stringify(exampleDocument(changes)));
const problems = (changes: Record<string, unknown>) => messagesOf(exampleDocument(changes));
const UNATTENDED = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
const TWO_BRANCHES = { develop: ['beta'], main: ['prod'] };

describe('P1: what starts a pipeline', () => {
  test('is every push; the newest run wins and the pipeline updates itself, unless the blueprint says otherwise', () => {
    const blueprint = read({});
    expect([blueprint.triggers, blueprint.variables]).toEqual([[], {}]);
    expect([blueprint.executionMode, blueprint.selfMutation]).toEqual([ExecutionMode.SUPERSEDED, true]);
  });

  test('made in code equals what is read from JSON', () => {
    const { application, tools, environments } = read({});
    const made = PipelineBlueprint.of({
      application,
      tools,
      environments,
      triggers: [
        Trigger.push({ paths: { include: ['src/**'], exclude: ['**/*.md'] } }),
        Trigger.tag({ tags: { include: ['v*'] } }),
        Trigger.pullRequest({ branch: 'main', events: [PullRequestEvent.CLOSED], branches: { include: ['main'] } }),
      ],
      variables: { RELEASE_NOTE: { defaultValue: 'none', description: 'What is new.' } },
      executionMode: ExecutionMode.QUEUED,
      selfMutation: false,
    });
    expect(PipelineBlueprint.fromJson(made.toJson())).toEqual(made);
    expect(JSON.parse(made.toJson())).toMatchObject({
      triggers: [
        { type: 'push', paths: { include: ['src/**'], exclude: ['**/*.md'] } },
        { type: 'tag', tags: { include: ['v*'] } },
        { type: 'pullRequest', branch: 'main', events: ['closed'], branches: { include: ['main'] } },
      ],
      executionMode: 'queued',
    });
  });

  test('a pull request starts it when it is opened or updated, unless events say otherwise', () => {
    expect(Trigger.pullRequest().events).toEqual([PullRequestEvent.OPENED, PullRequestEvent.UPDATED]);
  });

  test('a trigger starts the pipeline of its branch, or of every branch', () => {
    const { triggers } = read({ branches: TWO_BRANCHES, triggers: [{ type: 'push' }, { type: 'push', branch: 'main', paths: { include: ['src/**'] } }] });
    expect(triggers.map((trigger) => [trigger.type, trigger.starts('main'), trigger.starts('develop')])).toEqual([
      [TriggerType.PUSH, true, true], [TriggerType.PUSH, true, false],
    ]);
  });

  test('cannot be changed through what it returns', () => {
    const [trigger] = read({ triggers: [{ type: 'push', paths: { include: ['src/**'] } }] }).triggers;
    trigger.paths!.include!.push('docs/**');
    expect(trigger.paths).toEqual({ include: ['src/**'] });
  });
});

describe('P1: what cannot start a pipeline is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a tag for a pipeline that updates itself', { triggers: [{ type: 'tag', tags: { include: ['v*'] } }] },
      'triggers[0].type must not be tag in a pipeline that updates itself, because the restart would release the head of the branch instead of the tag, got: tag.'],
    ['a pull request for a pipeline that updates itself', { triggers: [{ type: 'pullRequest' }] },
      'triggers[0].type must not be pullRequest in a pipeline that updates itself, because code that nobody has merged would change it'],
    ['runs in parallel of a pipeline that updates itself', { executionMode: 'parallel', environments: [UNATTENDED] },
      'executionMode must not be parallel in a pipeline that updates itself, because two runs would update its stack at the same time'],
    ['a tag without a branch when there are several', { branches: TWO_BRANCHES, selfMutation: false, triggers: [{ type: 'tag', tags: { include: ['v*'] } }] },
      'triggers[0].branch is required for tags when several branches are delivered, got: nothing. A tag belongs to no branch; name one of develop, main.'],
    ['a branch that is not delivered', { triggers: [{ type: 'push', branch: 'release' }] }, 'triggers[0].branch must be a branch that is delivered, got: release. Branches are: main.'],
    ['a filter of nothing', { triggers: [{ type: 'push', paths: {} }] }, 'triggers[0].paths must include or exclude something, got: {}.'],
    ['a ninth pattern', { triggers: [{ type: 'push', paths: { include: [...'abcdefghi'] } }] }, 'triggers[0].paths.include must be a list of at most 8 items'],
    ['a pattern twice', { triggers: [{ type: 'push', paths: { include: ['a', 'a'] } }] }, 'triggers[0].paths.include[1] must differ from triggers[0].paths.include[0]'],
    ['a pattern of 256 characters', { triggers: [{ type: 'push', paths: { include: ['a'.repeat(256)] } }] }, 'triggers[0].paths.include[0] must be a pattern of 1 to 255 characters'],
    ['paths of a tag, which has none', { selfMutation: false, triggers: [{ type: 'tag', tags: { include: ['v*'] }, paths: { include: ['a'] } }] },
      'triggers[0].paths is not a known key'],
    ['an unknown kind', { triggers: [{ type: 'cron' }] }, 'triggers[0].type must be one of push, tag, pullRequest, got: cron.'],
    ['a variable without a value', { variables: { NOTE: {} } }, 'variables.NOTE.defaultValue is required'],
    ['a variable with CodeBuild\'s prefix', { variables: { CODEBUILD_ID: { defaultValue: 'x' } } }, 'the key of variables.CODEBUILD_ID must be a variable\'s name'],
  ])('%s', (_, changes, message) => {
    expect(problems(changes)).toEqual([expect.stringContaining(message)]);
  });

  test('the fourth filter of a kind for one branch, tags counted with pushes', () => {
    const [first, second, third] = ['a', 'b', 'c'].map((path) => ({ type: 'push', paths: { include: [path] } }));
    const tag = { type: 'tag', branch: 'main', tags: { include: ['v*'] } };
    expect(problems({ selfMutation: false, branches: TWO_BRANCHES, triggers: [first, second, third, tag] }))
      .toEqual([expect.stringContaining('triggers[3].type must not be the fourth of push and tag for the branch main, got: tag.')]);
    const here = [first, second, third].map((trigger) => ({ ...trigger, branch: 'main' }));
    expect(problems({ branches: TWO_BRANCHES, triggers: [...here, { ...first, branch: 'develop' }] })).toEqual([]);
  });

  test('the same filter twice for one branch, however it is written', () => {
    const twice = { selfMutation: false, triggers: [{ type: 'pullRequest' }, { type: 'pullRequest', branch: 'main', events: ['updated', 'opened'], branches: { include: ['main'] } }] };
    expect(problems(twice)).toEqual([expect.stringContaining('triggers[1] must differ from triggers[0] for the branch main')]);
    expect(problems({ branches: TWO_BRANCHES, triggers: ['main', 'develop'].map((branch) => ({ type: 'push', branch })) })).toEqual([]);
  });

  test('but not the same patterns of two pull requests for different branches, nor the review of updates that is off', () => {
    const of = (branch: string) => ({ type: 'pullRequest', branches: { include: [branch] }, paths: { include: ['src/**'] } });
    expect(problems({ selfMutation: false, reviewSelfMutation: false, triggers: [of('main'), of('release/*')] })).toEqual([]);
    expect(problems({ executionMode: 'queued' })).toEqual([]);
  });

  test('a variable that is a secret, without repeating it', () => {
    const [message, ...others] = problems({ variables: { API_TOKEN: { defaultValue: 'hunter2' } } });
    expect(message).toContain('variables.API_TOKEN.defaultValue must not be a secret, got: a value of 7 characters.');
    expect(others).toEqual([]);
  });
});

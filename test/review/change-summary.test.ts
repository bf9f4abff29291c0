import { spawnSync } from 'node:child_process';
import { ACCOUNT, change, changeSet, context, exists, missing, NOTHING, REVIEW, ReviewFolder, ROLE, STACK } from '../support/review';

const REPLACED = change('Orders', 'AWS::DynamoDB::Table', 'Modify', {
  Replacement: 'True',
  PolicyAction: 'ReplaceAndDelete',
  Details: [{ Target: { Attribute: 'Properties', Name: 'KeySchema', RequiresRecreation: 'Always', Path: '/Properties/KeySchema' }, Evaluation: 'Static' }],
  BeforeContext: context({ KeySchema: [{ AttributeName: 'id' }] }),
  AfterContext: context({ KeySchema: [{ AttributeName: 'hidden-value' }] }),
});
const ADDED = change('Topic', 'AWS::SNS::Topic', 'Add', { AfterContext: context({}) });
const byTemplate = { ...STACK, name: 'prod-web', template: 'web.template.json', changeSet: false };

describe('P6: the change summary', () => {
  test('says by a change set what is replaced, what of it holds data, and what is added', () => {
    const folder = new ReviewFolder([ROLE, exists(), changeSet('review', [ADDED, REPLACED])]);
    expect(folder.run('change-summary')).toMatchObject({ code: 0, stderr: '' });
    expect(folder.summary.stacks).toMatchObject([{
      name: 'prod-api',
      reviewedBy: 'changeSet',
      isNew: false,
      hasChanges: true,
      added: [{ logicalId: 'Topic', type: 'AWS::SNS::Topic' }],
      replaced: [{ logicalId: 'Orders', type: 'AWS::DynamoDB::Table', properties: ['KeySchema'], replacement: 'certain', stateful: true }],
      changed: [],
      removed: [],
      permissions: [],
    }]);
    expect(folder.read('review/variables.env')).toBe(
      "SUMMARY='prod: 1 of 1 stacks change. prod-api: 1 replaced, 1 added; HOLDS DATA: Orders.'\nHAS_CHANGES=true\nHAS_RISKS=true\n");
  });

  test('shows the same to a person, what must not be overlooked first', () => {
    const folder = new ReviewFolder([ROLE, exists(), changeSet('review', [ADDED, REPLACED])]);
    const { stdout } = folder.run('change-summary');
    expect(stdout).toBe(folder.read('review/change-summary.md'));
    expect(stdout).toBe([
      '# Changes of prod',
      '1 of 1 stacks change.',
      '**Look at this first**',
      '- `prod-api`: `Orders` (AWS::DynamoDB::Table) holds data and is replaced',
      '## prod-api',
      `${ACCOUNT}, eu-west-1: 1 replaced, 1 added. Reviewed by its change set, which is what executes.`,
      '- ! `Orders` AWS::DynamoDB::Table, is replaced: KeySchema; HOLDS DATA',
      '- + `Topic` AWS::SNS::Topic',
    ].join('\n\n') + '\n');
  });

  test('holds no value of a property and no credentials', () => {
    const folder = new ReviewFolder([ROLE, exists(), changeSet('review', [REPLACED])]);
    const { stdout } = folder.run('change-summary');
    const all = stdout + folder.read('review/change-summary.json') + folder.read('review/variables.env');
    expect(all).not.toMatch(/hidden-(value|secret|token)/);
  });

  test('asks each account by its lookup role, which is assumed once', () => {
    const second = { ...STACK, name: 'prod-jobs' };
    const folder = new ReviewFolder([ROLE, exists(), exists('prod-jobs'), changeSet('review', []), changeSet('review', [], {}, 'prod-jobs')], { ...REVIEW, stacks: [STACK, second] });
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.calls.filter(({ args }) => args[0] === 'sts')).toHaveLength(1);
    expect(new Set(folder.calls.filter(({ args }) => args[0] === 'cloudformation').map(({ key }) => key))).toEqual(new Set([`key-of-${ACCOUNT}`]));
  });

  test('uses the credentials of the build where there is no lookup role', () => {
    const { account: _, ...answer } = changeSet('review', [], NOTHING);
    const folder = new ReviewFolder([answer], { ...REVIEW, stacks: [{ ...STACK, lookupRoleArn: null }] });
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.calls.map(({ args }) => args[1])).toEqual(['describe-change-set']);
  });

  test('has all pages of a change set', () => {
    const next = { ...changeSet('review', [REPLACED]), words: ['describe-change-set', '--next-token', 'page-2'] };
    const folder = new ReviewFolder([ROLE, exists(), next, changeSet('review', [ADDED], { NextToken: 'page-2' })]);
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.summary.stacks[0]).toMatchObject({ added: [{ logicalId: 'Topic' }], replaced: [{ logicalId: 'Orders' }] });
  });

  test.each([
    ["one that didn't contain changes", NOTHING],
    ['one without updates', { Status: 'FAILED', StatusReason: 'No updates are to be performed.' }],
  ])('takes for unchanged %s', (_, more) => {
    const folder = new ReviewFolder([ROLE, changeSet('review', [], more)]);
    expect(folder.run('change-summary')).toMatchObject({ code: 0, stdout: '# Changes of prod\n\nNothing changes.\n\n## Unchanged\n\n- `prod-api`\n' });
    expect(folder.read('review/variables.env')).toBe("SUMMARY='prod: nothing changes in 1 stack.'\nHAS_CHANGES=false\nHAS_RISKS=false\n");
  });

  test('takes for changed what would be executed without a change of a resource, such as of an output', () => {
    const folder = new ReviewFolder([ROLE, exists(), changeSet('review', [])]);
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.read('review/variables.env')).toContain('HAS_CHANGES=true');
  });

  test('leaves out what CDK notes for itself', () => {
    const folder = new ReviewFolder([ROLE, exists(), changeSet('review', [change('CDKMetadata', 'AWS::CDK::Metadata', 'Modify')])]);
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.read('review/variables.env')).toContain('HAS_CHANGES=false');
  });

  test('calls a stack new that exists only because its change set waits', () => {
    const folder = new ReviewFolder([ROLE, exists('prod-api', 'REVIEW_IN_PROGRESS'), changeSet('review', [ADDED])]);
    folder.run('change-summary');
    expect(folder.summary.stacks[0]).toMatchObject({ isNew: true });
  });

  test.each([
    ['as an object', (template: object) => template],
    ['as text', (template: object) => JSON.stringify(template)],
  ])('compares with the live template, which CloudFormation gives %s, where there is no change set', (_, form) => {
    const live = form({ Resources: { Old: { Type: 'AWS::SQS::Queue' }, Site: { Type: 'AWS::S3::Bucket' } } });
    const folder = new ReviewFolder([ROLE, exists('prod-web'), { words: ['get-template', 'prod-web'], account: ACCOUNT, answer: { TemplateBody: live } }], { ...REVIEW, stacks: [byTemplate] })
      .write({ 'web.template.json': { Resources: { Site: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'x' } } } } });
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.summary.stacks).toMatchObject([{
      reviewedBy: 'template',
      changed: [{ logicalId: 'Site', properties: ['BucketName'], replacement: 'unknown', stateful: true }],
      removed: [{ logicalId: 'Old', stateful: true }],
    }]);
    expect(folder.summary.stacks[0]).not.toHaveProperty('reviewed');
  });

  test('takes everything for added in a stack that does not exist', () => {
    const folder = new ReviewFolder([ROLE, missing('prod-web')], { ...REVIEW, stacks: [byTemplate] }).write({ 'web.template.json': { Resources: { Site: { Type: 'AWS::S3::Bucket' } } } });
    expect(folder.run('change-summary').code).toBe(0);
    expect(folder.summary.stacks).toMatchObject([{ isNew: true, added: [{ logicalId: 'Site' }] }]);
  });

  test('leaves variables that sh can read', () => {
    const folder = new ReviewFolder([ROLE, exists(), changeSet('review', [REPLACED])]);
    folder.run('change-summary');
    const { stdout } = spawnSync('sh', ['-c', '. ./review/variables.env && export SUMMARY HAS_CHANGES HAS_RISKS && env'], { cwd: folder.root, encoding: 'utf8' });
    expect(stdout).toMatch(/^SUMMARY=prod: 1 of 1 stacks change\. /m);
    expect(stdout).toMatch(/^HAS_CHANGES=true$/m);
    expect(stdout).toMatch(/^HAS_RISKS=true$/m);
  });
});

describe('P6: the change summary fails', () => {
  test('for all stacks at once that could not be described, and leaves no summary', () => {
    const denied = 'An error occurred (AccessDenied) when calling the AssumeRole operation: not trusted';
    const jobs = { ...STACK, name: 'prod-jobs', account: '333333333333', lookupRoleArn: 'arn:${AWS::Partition}:iam::333333333333:role/lookup' };
    const web = { ...byTemplate, template: 'missing.json' };
    const folder = new ReviewFolder([
      ROLE, missing('prod-web'), changeSet('review', [], { Status: 'FAILED', StatusReason: 'Export Vpc does not exist' }), { words: ['assume-role', 'arn:aws:iam::333333333333:role/lookup'], error: denied },
    ], { ...REVIEW, stacks: [STACK, jobs, web] });
    expect(folder.run('change-summary')).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        `prod-api (${ACCOUNT}, eu-west-1) could not be described: its change set review cannot be executed: FAILED: Export Vpc does not exist`,
        `prod-jobs (333333333333, eu-west-1) could not be described: ${denied}`,
        `prod-web (${ACCOUNT}, eu-west-1) could not be described: missing.json of the cloud assembly is no template: the input of this build must be the output of the synth`,
        'Correct this and retry the stage.\n',
      ].join('\n'),
    });
    expect(() => folder.summary).toThrow('ENOENT');
  });

  test('for a live template that is YAML', () => {
    const folder = new ReviewFolder([ROLE, exists('prod-web'), { words: ['get-template'], answer: { TemplateBody: 'Resources: {}' } }], { ...REVIEW, stacks: [byTemplate] });
    expect(folder.run('change-summary')).toMatchObject({ code: 1, stderr: expect.stringContaining('the live template is YAML') as string });
  });

  test.each([
    ['without arguments', [], { AWS_PARTITION: 'aws' }, 'Usage: change-summary.js <review.json> <output folder>'],
    ['with one argument too many', ['review.json', 'review', 'more'], { AWS_PARTITION: 'aws' }, 'Usage: change-summary.js'],
    ['without a configuration', ['none.json', 'review'], { AWS_PARTITION: 'aws' }, 'none.json cannot be read: '],
    ['with a broken configuration', ['broken.json', 'review'], { AWS_PARTITION: 'aws' }, 'broken.json must be JSON: '],
    ['with another file', ['other.json', 'review'], { AWS_PARTITION: 'aws' }, 'other.json must hold environment, pipelineStage and stacks, got: {"stacks":[]}.'],
    ['without the partition', ['review.json', 'review'], {}, 'review.json needs the environment variable AWS_PARTITION'],
  ])('as called wrongly %s', (_, args, environment, message) => {
    const folder = new ReviewFolder([]).write({ 'broken.json': '{', 'other.json': { stacks: [] } });
    expect(folder.run('change-summary', args, environment as Record<string, string>)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) as string });
    expect(folder.calls).toEqual([]);
  });
});

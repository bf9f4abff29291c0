import { Answer, ReviewFolder } from '../support/review';

const TOOLS = { account: '111111111111', region: 'eu-west-1' };
const KNOWN = { name: 'orders-pipeline', ...TOOLS };
const REVIEW = { environment: 'the pipeline', pipelineStage: 'UpdatePipeline', update: { assembly: '.', stack: 'orders-pipeline' }, stacks: [KNOWN] };
const role = (Action: string) => ({ Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }, Roles: [{ Ref: 'Role' }] } });
const stackArtifact = (template: string, more: object = {}, environment = 'aws://111111111111/eu-west-1') =>
  ({ type: 'aws:cloudformation:stack', environment, properties: { templateFile: template }, ...more });
const live = (Resources: object): Answer[] => [
  { words: ['describe-stacks', 'orders-pipeline'], answer: 'UPDATE_COMPLETE' }, { words: ['get-template', 'orders-pipeline'], answer: { TemplateBody: { Resources } } },
];

function reviewed(answers: readonly Answer[], artifacts: object, files: Record<string, unknown>) {
  const folder = new ReviewFolder(answers, REVIEW).write({ 'manifest.json': { version: '1', artifacts }, ...files });
  const run = folder.run('update-summary');
  return { ...run, folder, risks: () => /^HAS_RISKS=(.*)$/m.exec(folder.read('review/variables.env'))![1] };
}

describe('P12: the review of a self-mutation', () => {
  test('compares the pipeline\'s own stack with the live one by the rights of its own', () => {
    const { code, folder, risks } = reviewed(live({ Rights: role('s3:GetObject') }), { 'orders-pipeline': stackArtifact('p.json') }, { 'p.json': { Resources: { Rights: role('s3:*') } } });
    expect([code, risks()]).toEqual([0, 'true']);
    expect(folder.read('review/change-summary.md')).toMatch(/^# Changes of the pipeline\n\n1 of 1 stacks change\.[^]*Reviewed by comparing templates\./);
    expect(folder.calls.map(({ args }) => [args[1], args[args.indexOf('--region') + 1]])).toEqual([['describe-stacks', 'eu-west-1'], ['get-template', 'eu-west-1']]);
  });

  test('finds no risk where nothing changes', () => {
    const { stdout, risks } = reviewed(live({ Rights: role('s3:*') }), { 'orders-pipeline': stackArtifact('p.json') }, { 'p.json': { Resources: { Rights: role('s3:*') } } });
    expect([stdout, risks()]).toEqual(['# Changes of the pipeline\n\nNothing changes.\n\n## Unchanged\n\n- `orders-pipeline`\n', 'false']);
  });

  test('looks at the template that `cdk deploy` would take, whatever other files there are', () => {
    const { risks } = reviewed(live({ Rights: role('s3:GetObject') }), { 'orders-pipeline': stackArtifact('other.json') }, {
      'orders-pipeline.template.json': { Resources: { Rights: role('s3:GetObject') } }, 'other.json': { Resources: { Rights: role('*') } },
    });
    expect(risks()).toBe('true');
  });

  test.each<[string, object]>([
    ['that the pipeline\'s stack depends on', { 'orders-pipeline': stackArtifact('p.json', { dependencies: ['base', 'orders-pipeline.assets'] }), 'base': stackArtifact('base.json', { dependencies: ['deeper'] }), 'deeper': stackArtifact('base.json') }],
    ['that has the name of the pipeline\'s in the assembly', {
      'orders-pipeline': stackArtifact('p.json'), 'evil': stackArtifact('base.json', { displayName: 'orders-pipeline', properties: { templateFile: 'base.json', stackName: 'deeper' } }),
    }],
    ['of a nested assembly with that name', { 'orders-pipeline': stackArtifact('p.json'), 'nested': { type: 'cdk:cloud-assembly', properties: { directoryName: 'nested' } } }],
    ['in another region', { 'orders-pipeline': stackArtifact('p.json', { dependencies: ['base'] }), 'base': stackArtifact('base.json', { properties: { templateFile: 'base.json', stackName: 'orders-pipeline' } }, 'aws://111111111111/us-east-1') }],
  ])('stops for a person at a stack that the pipeline does not know: one %s', (_, artifacts) => {
    const { risks, stdout, folder } = reviewed(live({}), artifacts, {
      'p.json': { Resources: {} },
      'base.json': { Resources: { Rights: role('*') } },
      'nested/manifest.json': { artifacts: { Deep: stackArtifact('deep.json', { displayName: 'orders-pipeline', properties: { templateFile: 'deep.json', stackName: 'deeper' } }) } },
      'nested/deep.json': { Resources: { Rights: role('*') } },
    });
    expect(risks()).toBe('true');
    expect(stdout).toContain('is not yet a stack of this pipeline, which cannot see whether it exists');
    expect(folder.calls.every(({ args }) => args.includes('orders-pipeline'))).toBe(true);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['with settings for the CDK CLI, which may name code for the update to load', { 'cdk.json': { plugin: ['./evil.js'] } }, 'cdk.json must not be in the output of the synth'],
    ['without a manifest', { 'manifest.json': 'no JSON' }, 'manifest.json is no manifest of a cloud assembly'],
    ['without the pipeline\'s stack', { 'manifest.json': { artifacts: {} } }, 'manifest.json has no stack orders-pipeline, which the pipeline updates itself by'],
    ['without its template', { 'manifest.json': { artifacts: { 'orders-pipeline': stackArtifact('gone.json') } } }, 'gone.json of the cloud assembly is no template'],
  ])('fails %s', (_, files, message) => {
    const folder = new ReviewFolder(live({}), REVIEW).write(files);
    expect(folder.run('update-summary')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) as string });
    expect(() => folder.read('review/variables.env')).toThrow('ENOENT');
  });
});

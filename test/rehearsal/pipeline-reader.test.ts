import { CloudAssembly } from '../../src/rehearsal/model/cloud-assembly';
import { Intrinsics } from '../../src/rehearsal/model/intrinsics';
import { choosePipeline } from '../../src/rehearsal/model/pipeline-choice';
import { appsOfThisFile } from '../support/apps';
import { assemblyFiles, build, pipelineTemplate, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const TWO = pipelineTemplate([stage('Source', source())]);

describe('intrinsic functions', () => {
  const stack = { path: 'S', id: 'S', displayName: 'S', stackName: 'shop', account: '111111111111', region: 'eu-west-1', templateFile: '', tags: {}, dependencies: [] };
  const template = { Parameters: { Level: { Default: 'high' } }, Mappings: { Map: { first: { second: 'mapped' } } }, Resources: {} };
  const intrinsics = new Intrinsics(template, stack);

  test.each([
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    [{ Ref: 'Level' }, 'high'],
    [{ Ref: 'Bucket1234' }, 'Bucket1234'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'Role.Arn'],
    [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }]] }, 'arn:aws:iam::111111111111'],
    [{ 'Fn::Sub': 'a-${AWS::StackName}-${Role.Arn}-${!Literal}' }, 'a-shop-Role.Arn-${Literal}'],
    [{ 'Fn::Sub': ['${A}-${Level}', { A: { Ref: 'AWS::Region' } }] }, 'eu-west-1-high'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    [{ 'Fn::FindInMap': ['Map', 'first', 'second'] }, 'mapped'],
    [{ 'Fn::ImportValue': 'Other:Value' }, 'ImportValue(Other:Value)'],
    [{ 'Fn::If': ['Condition', 'yes', 'no'] }, 'yes'],
    [42, '42'],
  ])('%j is the text %s', (value, expected) => {
    expect(intrinsics.text(value)).toBe(expected);
  });

  test('leave out what AWS::NoValue removes', () => {
    expect(intrinsics.resolve({ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] })).toEqual({ b: [1] });
  });
});

describe('the pipeline to rehearse', () => {
  test('is found in a nested assembly', () => {
    const app = newApp().write({
      'cdk.out/manifest.json': JSON.stringify({ artifacts: { inner: { type: 'cdk:cloud-assembly', properties: { directoryName: 'in ner' } } } }),
      ...assemblyFiles('cdk.out/in ner/', TWO),
    });
    expect(choosePipeline(app.app).stack.path).toBe('inner/Tools');
    expect(CloudAssembly.load(app.app).stacks[0]).toMatchObject({ account: '111111111111', region: 'eu-west-1' });
  });

  test('is named by logical id, stack or both when there are several', () => {
    const { Resources } = TWO as { Resources: Record<string, unknown> };
    const app = newApp().write(assemblyFiles('cdk.out/', { Resources: { ...Resources, Second: Resources.Pipeline } }));
    expect(choosePipeline(app.app, 'Second').logicalId).toBe('Second');
    expect(choosePipeline(app.app, 'Tools/Pipeline').logicalId).toBe('Pipeline');
    expect(() => choosePipeline(app.app)).toThrow('--pipeline must name one pipeline of the app, got: nothing. Give one of: Tools/Pipeline, Tools/Second.');
    expect(() => choosePipeline(app.app, 'Third')).toThrow('got: Third.');
  });

  test('must be there', () => {
    expect(() => choosePipeline(newApp().app)).toThrow('--app must be a folder with a synthesized CDK app (a manifest.json)');
    expect(() => choosePipeline(newApp().write(assemblyFiles('cdk.out/', { Resources: {} })).app)).toThrow('--app must hold an AWS::CodePipeline::Pipeline');
  });

  test('may have a buildspec that is joined from parts', async () => {
    const spec = { 'Fn::Join': ['', ['{"version":"0.2","phases":{"build":{"commands":["echo in ', { Ref: 'AWS::Region' }, '"]}}}']] };
    const app = newApp([stage('Source', source()), stage('Build', build('Build', [], { project: { Source: { BuildSpec: spec } } }))]);
    expect(app.log(await app.rehearse(), 'Build')).toMatch(/^in eu-west-1$/m);
  });

  test('may name a project that is in no stack of the app, whose action then fails', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', ['true'], { configuration: { ProjectName: 'elsewhere' } }))]);
    expect(said(await app.rehearse(), 'Build')).toBe('the CodeBuild project elsewhere is in no stack of the app');
  });
});

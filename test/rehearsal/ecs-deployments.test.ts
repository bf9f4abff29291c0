import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ActionFailure } from '../../src/rehearsal/execution/action-outcome';
import { imageDefinitionsOf } from '../../src/rehearsal/execution/image-definitions';
import { appsOfThisFile } from '../support/apps';
import { said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const appWith = (provider: string, configuration: Record<string, string>, files: Record<string, string>) =>
  newApp([stage('Source', source(['Source'], 'Checkout', 'Src')), stage('Prod', { name: 'Roll', category: 'Deploy', provider, inputs: ['Source'], configuration })])
    .write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`source/${name}`, text])));

describe('an ECS deployment', () => {
  const SERVICE = { ClusterName: 'shop', ServiceName: '#{Src.BranchName}' };
  const rehearse = (text: string, configuration = {}) => appWith('ECS', { ...SERVICE, ...configuration }, { 'imagedefinitions.json': text }).rehearse();

  test('says which images the containers would get, and no value of a variable', async () => {
    const report = await rehearse('[{"name":"web","imageUri":"example.com/web:1"},{"name":"log","imageUri":"example.com/log:2"}]');
    expect(said(report, 'Roll')).toContain(
      'would deploy to the service #{Src.BranchName} of the cluster shop: web ← example.com/web:1, log ← example.com/log:2; nothing was deployed');
    expect(report.status).toBe('succeeded');
  });

  test.each([
    ['{}', 'imagedefinitions.json must be a list of {"name", "imageUri"} with at least one entry'],
    ['[]', 'imagedefinitions.json must be a list of {"name", "imageUri"} with at least one entry'],
    ['[{"name":"web","imageURI":"a"},{"name":" ","imageUri":"b"}]',
      'imagedefinitions.json[0].imageUri must be a text that is not empty; imagedefinitions.json[1].name must be a text that is not empty'],
    ['[', /^Source::imagedefinitions\.json is not valid JSON: /],
    [`["${'x'.repeat(103_000)}"]`, 'Source::imagedefinitions.json has 103004 bytes; AWS takes at most 102400'],
  ])('fails for wrong images: %#', async (text, message) => {
    const report = await rehearse(text);
    expect(said(report, 'Roll')).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(report.status).toBe('failed');
  });

  test('fails for a file that is not there, and for a configuration that AWS refuses', async () => {
    expect(said(await rehearse('[]', { FileName: 'images.json' }), 'Roll')).toBe('Source::images.json is not in the artifact');
    expect(said(await rehearse('[]', { ClusterName: '', DeploymentTimeout: '61' }), 'Roll')).toBe(
      'the action is missing required configuration ClusterName\nDeploymentTimeout must be 1 to 60 minutes, got: 61');
  });

  test('takes whatever has a name and an image, and nothing else', () => {
    const entry = fc.record({ name: fc.string(), imageUri: fc.oneof(fc.string(), fc.integer()) }, { requiredKeys: [] });
    fc.assert(fc.property(fc.array(entry), (entries) => {
      const valid = entries.length > 0 && entries.every(({ name, imageUri }) => name?.trim() && typeof imageUri === 'string' && imageUri.trim());
      const read = () => imageDefinitionsOf(JSON.parse(JSON.stringify(entries)), 'x');
      if (valid) {
        expect(read()).toHaveLength(entries.length);
      } else {
        expect(read).toThrow(ActionFailure);
      }
    }));
  });
});

describe('a blue/green deployment', () => {
  const CONFIGURATION = {
    ApplicationName: 'shop',
    DeploymentGroupName: 'all',
    TaskDefinitionTemplateArtifact: 'Source',
    AppSpecTemplateArtifact: 'Source',
    Image1ArtifactName: 'Source',
    Image1ContainerName: 'IMAGE1_NAME',
  };
  const appSpec = (container: string) => `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo: { ContainerName: ${container}, ContainerPort: 80 }
`;
  const FILES = {
    'taskdef.json': '{"family":"shop","containerDefinitions":[{"name":"web","image":"<IMAGE1_NAME>"}]}',
    'appspec.yaml': appSpec('web'),
    'imageDetail.json': '{"ImageURI":"example.com/web@sha256:1"}',
  };

  test('leaves the files that CodeDeploy would be given', async () => {
    const app = appWith('CodeDeployToECS', CONFIGURATION, FILES);
    const report = await app.rehearse();
    expect(said(report, 'Roll')).toBe(
      `would deploy by shop/all: IMAGE1_NAME ← example.com/web@sha256:1; nothing was deployed\nwhat CodeDeploy would be given: ${report.run}/deployments/Prod.Roll`);
    expect(readFileSync(join(app.output, report.run, 'deployments/Prod.Roll/taskdef.json'), 'utf8')).toContain('"image":"example.com/web@sha256:1"');
    expect(existsSync(join(app.output, report.run, 'deployments/Prod.Roll/appspec.yaml'))).toBe(true);
  });

  test.each([
    ['a container that does not exist', {}, { 'appspec.yaml': appSpec('api') }, 'appspec.yaml: the container api is not in the task definition: it has web'],
    ['an image that no input gives', {}, { 'taskdef.json': FILES['taskdef.json'].replace('IMAGE1', 'OTHER') },
      'taskdef.json has no placeholder <IMAGE1_NAME> for its image\ntaskdef.json: the container web has the image <OTHER_NAME>, which no input gives'],
    ['an AppSpec file of another kind', {}, { 'appspec.yaml': 'version: 0.0\nhooks: {}' }, 'appspec.yaml.Resources must hold one target service, has 0'],
    ['an image detail without image', {}, { 'imageDetail.json': '{"ImageUri":"a"}' }, 'Source::imageDetail.json.ImageURI must be a text that is not empty'],
    ['a task definition that is none', {}, { 'taskdef.json': '<IMAGE1_NAME>' }, 'taskdef.json must be a JSON object'],
    ['an artifact that is no input', { AppSpecTemplateArtifact: 'Other' }, {}, 'AppSpecTemplateArtifact must name an input artifact: Source'],
    ['half of an image', { Image1ContainerName: '' }, {}, 'Image1ArtifactName and Image1ContainerName must be given together'],
  ])('fails for %s', async (_name, configuration, files, message) => {
    const report = await appWith('CodeDeployToECS', { ...CONFIGURATION, ...configuration }, { ...FILES, ...files }).rehearse();
    expect(said(report, 'Roll')).toContain(message);
    expect(report.status).toBe('failed');
  });
});

import { join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { EnvironmentProfile } from '../../src/blueprint';
import { EcsServiceStage, ServiceImage } from '../../src/constructs';
import { noticesOf } from '../../src/rehearsal/deployment/stack-notices';
import { appsOfThisFile } from '../support/apps';
import { deploy, said, source, stage } from '../support/pipeline-app';
import { DIGEST, ENV } from '../support/stages';

const newApp = appsOfThisFile();
const TOPIC = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
const VALID = 'the template of Api is valid; nothing was deployed';
const manifestWith = (artifact: object) => JSON.stringify({ artifacts: { Api: { type: 'aws:cloudformation:stack', properties: { templateFile: 'api.json' }, ...artifact } } });
const info = (data: string) => ({ type: 'aws:cdk:info', data });

describe('a deployment tells what the constructs of its stack say', () => {
  const rehearsed = async (files: Record<string, string>, configuration?: Record<string, string>) => {
    const app = newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::out/api.json', configuration && { configuration }))])
      .write({ 'source/out/api.json': TOPIC, ...files });
    return said(await app.rehearse(), 'Api');
  };

  test('in the file that CDK writes beside the manifest, and no warnings, which the synth has told', async () => {
    expect(await rehearsed({
      'source/out/manifest.json': manifestWith({ additionalMetadataFile: 'api.metadata.json' }),
      'source/out/api.metadata.json': JSON.stringify({ '/Api/Service': [info('2 + 2 tasks'), { type: 'aws:cdk:warning', data: 'old' }], '/Api': [{ type: 'aws:cdk:path' }] }),
    })).toBe(`${VALID}\n2 + 2 tasks`);
  });

  test('in the manifest of an earlier version of CDK', async () => {
    expect(await rehearsed({ 'source/out/manifest.json': manifestWith({ metadata: { '/Api': [info('one'), info('two')] } }) })).toBe(`${VALID}\none\ntwo`);
  });

  test('when its change set is prepared, which a person may approve', async () => {
    expect(await rehearsed(
      { 'source/out/manifest.json': manifestWith({ metadata: { '/Api': [info('one')] } }) },
      { ActionMode: 'CHANGE_SET_REPLACE', StackName: 'Api', ChangeSetName: 'Change' },
    )).toBe(`${VALID}\none`);
  });

  test.each<[string, string]>([
    ['of another stack', manifestWith({ properties: { templateFile: 'other.json' }, metadata: { '/Other': [info('other')] } })],
    ['of no assembly', '{'],
    ['of something else', '[]'],
    ['without metadata', manifestWith({ additionalMetadataFile: 'lost.json' })],
  ])('and nothing where the manifest is one %s', async (_, manifest) => {
    expect(await rehearsed({ 'source/out/manifest.json': manifest })).toBe(VALID);
  });
});

test('[E4] the plan of a rollout is among what the stack of a service says', () => {
  const app = new App();
  const { stack }: EcsServiceStage = new EcsServiceStage(app, 'Beta', { env: ENV, profile: EnvironmentProfile.STAGING, image: ServiceImage.fromEcr('api', DIGEST) });
  app.synth();
  expect(noticesOf(join(Stage.of(stack)!.outdir, stack.templateFile))).toContainEqual(expect.stringMatching(/^Rollout blueGreen: 100 % with a bake of 10 minutes\./));
});

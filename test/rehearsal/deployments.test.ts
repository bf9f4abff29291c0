import { appsOfThisFile } from '../support/apps';
import { build, deploy, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const TOPIC = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'x' } } }, Outputs: { Url: { Value: 'x' } } });
const BROKEN = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayNam: 'x' } } } });
const BAD_ENUM = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'rot13' } }] } } } } });
/** The project's own aws-cdk-lib is this repository's. */
const sources = { first: process.cwd(), byAction: {} };

describe('a CloudFormation action', () => {
  test('validates its template and says that nothing was deployed', async () => {
    const app = newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::out/api.json'))]).write({ 'source/out/api.json': TOPIC });
    const report = await app.rehearse();
    expect(trace(report)[1]).toBe('Beta/Api: succeeded');
    expect(said(report, 'Api')).toBe('the template of Api is valid; nothing was deployed');
  });

  test.each([['an unknown property', BROKEN, 'DisplayNam'], ['a value outside of an enumeration', BAD_ENUM, 'W3030'], ['no JSON', '{', '']])('fails for %s', async (_what, text, message) => {
    const app = newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::api.json'), deploy('After', 'Source::api.json', { runOrder: 2 }))]).write({ 'source/api.json': text });
    const report = await app.rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Api: failed', 'Beta/After: skipped']);
    expect(said(report, 'Api')).toContain(message);
    expect(report.status).toBe('failed');
  });

  test('fails when the template is not in the artifact', async () => {
    const app = newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::lost.json'))]);
    expect(said(await app.rehearse(), 'Api')).toBe('TemplatePath Source::lost.json is not in the artifact');
  });

  test('executes a change set that was prepared, and only such a one', async () => {
    const prepare = deploy('Prepare', 'Source::api.json', { configuration: { ActionMode: 'CHANGE_SET_REPLACE', StackName: 'api', ChangeSetName: 'Change' } });
    const execute = (name: string, ChangeSetName: string, runOrder: number) => deploy(name, 'Source::api.json', {
      runOrder, inputs: [], configuration: { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'api', ChangeSetName },
    });
    const app = newApp([stage('Source', source()), stage('Beta', prepare, execute('Execute', 'Change', 2), execute('Lost', 'Other', 3))]).write({ 'source/api.json': TOPIC });
    const report = await app.rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Prepare: succeeded', 'Beta/Execute: succeeded', 'Beta/Lost: failed']);
    expect(said(report, 'Lost')).toBe('the change set Other of api is prepared by no earlier action');
  });

  test('has no outputs here: what reads them is not executed', async () => {
    const smoke = build('Smoke', ['true'], { runOrder: 2, configuration: { EnvironmentVariables: '[{"name":"URL","value":"#{Api.Url}"}]' } });
    const app = newApp([stage('Source', source()), stage('Beta', deploy('Api', 'Source::api.json', { namespace: 'Api' }), smoke)]).write({ 'source/api.json': TOPIC });
    const report = await app.rehearse();
    expect(said(report, 'Smoke')).toBe('needs the stack output Url of Beta / Api, which exists only after a deployment');
    expect(trace(report)[2]).toBe('Beta/Smoke: notExecuted');
    expect(report.status).toBe('succeeded');
  });

  test('does not execute what has an effect in an account only', async () => {
    const app = newApp([stage('Source', source()), stage('Beta', deploy('Gone', 'Source::x', { configuration: { ActionMode: 'DELETE_ONLY' } }))]);
    expect(said(await app.rehearse({ sources: { ...sources, first: app.source } }), 'Gone')).toBe('the action mode DELETE_ONLY has an effect in an account only');
  });
});

test('a guard that finds a placeholder in the cloud assembly ends the run before anything is published', async () => {
  const guard = build('Guard', ['! find . -name .build-output-is-missing | grep .']);
  const app = newApp([stage('Source', source()), stage('Guard', guard), stage('Assets', build('Publish', ['true']))]).write({ 'source/asset.1/.build-output-is-missing': '' });
  expect(trace(await app.rehearse()).slice(1)).toEqual(['Guard/Guard: failed', 'Assets/Publish: skipped']);
});

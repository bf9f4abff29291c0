import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readValues } from '../../src/rehearsal';
import { writeZip } from '../../src/rehearsal/host/zip';
import { appsOfThisFile } from '../support/apps';
import { lambda, NODE_HELPERS, PYTHON_HELPERS, withFunctions } from '../support/functions';
import { build, PipelineApp, said, source, stage, TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const node = (body: string) => `${NODE_HELPERS}exports.handler = async (event, context) => { const job = event['CodePipeline.job']; ${body} };`;
const python = (body: string) => `${PYTHON_HELPERS}\ndef handler(event, context):\n    job = event['CodePipeline.job']\n    ${body}\n`;
const call = (more: Partial<TestAction> = {}): TestAction =>
  ({ name: 'Call', category: 'Invoke', provider: 'Lambda', inputs: [], namespace: 'Fn', configuration: { FunctionName: 'Fn' }, ...more });
const rehearse = (resource: unknown, more: Partial<TestAction> = {}, app: PipelineApp = newApp()) =>
  withFunctions(app, [stage('Source', source(['Source'], 'Checkout', 'Src')), stage('Invoke', call(more)),
    stage('Use', build('Say', ['echo "got $ANSWER"'], { configuration: { EnvironmentVariables: '[{"name":"ANSWER","value":"#{Fn.Answer}"}]' } }))], { Fn: resource })
    .write({ 'source/a.txt': 'hello' }).rehearse();

describe('an invoked function', () => {
  test.each([
    ['Node.js', lambda(node('await succeed(job, { outputVariables: { Answer: job.data.actionConfiguration.configuration.UserParameters + process.env.MARK } })'), { Environment: { Variables: { MARK: '!' } } })],
    ['Python', lambda(python("put('PutJobSuccessResult', {'jobId': job['id'], 'outputVariables': {'Answer': job['data']['actionConfiguration']['configuration']['UserParameters'] + os.environ['MARK']}})"),
      { Runtime: 'python3.12', Environment: { Variables: { MARK: '!' } } })],
  ])('of %s gets its event and gives variables', async (_name, resource) => {
    const app = newApp();
    const report = await rehearse(resource, { configuration: { FunctionName: 'Fn', UserParameters: '#{Src.BranchName}' } }, app);
    expect(trace(report).slice(1)).toEqual(['Invoke/Call: succeeded', 'Use/Say: succeeded']);
    expect(app.log(report, 'Say')).toMatch(/^got main!$/m);
    expect(readdirSync(app.temporary)).toEqual([]);
  });

  test('is called again with its continuation token', async () => {
    const app = newApp();
    const resource = lambda(node("const token = job.data.continuationToken; console.log('token', token); await succeed(job, token === 'b' ? { outputVariables: { Answer: 'x' } } : { continuationToken: token ? 'b' : 'a' })"));
    const report = await rehearse(resource, {}, app);
    expect(app.log(report, 'Call')).toBe('token undefined\ntoken a\ntoken b\n');
    expect(report.status).toBe('succeeded');
  });

  test('prints no secret into its log', async () => {
    const app = newApp().write({ 'values.yaml': 'secrets:\n  shop/key: s3cr3t-value\n' });
    const resource = lambda(node("console.log('the key is s3cr3t-value'); await fail(job, 's3cr3t-value is wrong')"));
    await withFunctions(app, [stage('Source', source()), stage('Invoke', call())], { Fn: resource })
      .rehearse({ values: readValues(app.source, join(app.root, 'values.yaml')) });
    const [run] = readdirSync(app.output).filter((name) => name.startsWith('2'));
    const log = readFileSync(join(app.output, run, 'logs', 'Invoke.Call.log'), 'utf8');
    expect(log).toContain('the key is ***');
    expect(log).toContain('JobFailed: *** is wrong');
  });

  test('may fail its job, and its words stay in the log', async () => {
    const app = newApp();
    const report = await rehearse(lambda(node("await fail(job, 'no such user')")), {}, app);
    expect(said(report, 'Call')).toBe('the function has failed its job (JobFailed)');
    expect(app.log(report, 'Call')).toContain('JobFailed: no such user');
    expect(report.status).toBe('failed');
  });

  test.each([
    ['throws', lambda(node("throw new Error('broken')")), 'the function ended with an error'],
    ['says nothing', lambda(node('')), 'the function ended'],
    ['takes too long', lambda(node('await new Promise((resolve) => setTimeout(resolve, 60000))'), { Timeout: 0.2 }), 'the function timed out after 0.2 seconds'],
    ['takes too long in Python', lambda(python('import time; time.sleep(60)'), { Runtime: 'python3.12', Timeout: 0.2 }), 'the function timed out after 0.2 seconds'],
    ['has no handler', lambda('exports.other = 1'), 'the function ended with an error'],
    ['needs a module that it does not bring', lambda("require('left-pad')"), 'the function ended with an error'],
  ])('fails at once if it %s, where AWS waits', async (_name, resource, message) => {
    const report = await rehearse(resource);
    expect(said(report, 'Call')).toBe(`${message} and gave CodePipeline no result: AWS waits 20 minutes for it and fails then`);
    expect(report.status).toBe('failed');
  });

  test.each([
    ['is in no stack', lambda(''), { configuration: { FunctionName: 'Other' } }, 'the function Other is in no stack of the app'],
    ['has another runtime', lambda('', { Runtime: 'java21' }), {}, 'the function Fn has the runtime java21; Node.js and Python run on this machine'],
    ['has its code elsewhere', lambda({ S3Bucket: 'b', S3Key: 'k' }), {}, 'the code of the function Fn is not in the cloud assembly'],
    ['has layers', lambda('', { Layers: ['arn:aws:lambda:eu-west-1:111111111111:layer:l:1'] }), {}, 'the function Fn has layers, which are not on this machine'],
    ['needs the AWS SDK', lambda("require('@aws-sdk/lib-dynamodb')"), {}, 'the function Fn needs the AWS SDK of its runtime: install it in the project to rehearse the function'],
    ['needs boto3', lambda("raise ModuleNotFoundError(\"No module named 'boto3'\", name='boto3')", { Runtime: 'python3.12' }), {}, 'the function Fn needs the AWS SDK of its runtime: install it in the project to rehearse the function'],
    ['calls AWS', lambda(node("await fetch(process.env.AWS_ENDPOINT_URL + '/bucket?list', { method: 'PUT' }); await succeed(job)")), {}, 'the function Fn calls AWS: AWS (PUT)'],
    ['writes artifacts', lambda(''), { outputs: ['Out'] }, 'a function writes its output artifacts (Out) to a bucket, which takes AWS'],
  ])('is not executed if it %s', async (_name, resource, more, reason) => {
    const report = await rehearse(resource, more);
    expect(trace(report)[1]).toBe('Invoke/Call: notExecuted');
    expect(said(report, 'Call')).toBe(reason);
  });

  test('reads its input artifact as a ZIP', async () => {
    const app = newApp();
    const body = "const { bucketName, objectKey } = job.data.inputArtifacts[0].location.s3Location; const zip = Buffer.from(await (await fetch(`${process.env.AWS_ENDPOINT_URL}/${bucketName}/${objectKey}`)).arrayBuffer()); console.log(zip.subarray(0, 2).toString(), zip.includes('a.txt')); await succeed(job, { outputVariables: { Answer: '' } })";
    const report = await rehearse(lambda(node(body)), { inputs: ['Source'] }, app);
    expect(app.log(report, 'Call')).toBe('PK true\n');
  });

  test.each(['metadata', 'manifest', 'archive'])('has the code of an asset, found by %s', async (by) => {
    const app = newApp();
    const code = by === 'archive' ? join(app.root, 'code') : join(app.app, 'asset.1');
    mkdirSync(join(code, 'src'), { recursive: true });
    writeFileSync(join(code, 'src/app.mjs'), `${NODE_HELPERS}export const main = async (event) => { await succeed(event['CodePipeline.job'], { outputVariables: { Answer: 'asset' } }); };`);
    if (by === 'archive') {
      mkdirSync(app.app, { recursive: true });
      await writeZip(code, join(app.app, 'asset.1'));
    }
    if (by === 'manifest') {
      const files = { 1: { source: { path: 'asset.1' }, destinations: { current: { bucketName: 'b', objectKey: '1.zip' } } } };
      app.write({ 'cdk.out/Tools.assets.json': JSON.stringify({ version: '36.0.0', files }) });
    }
    const metadata = by === 'manifest' ? undefined : { 'aws:asset:path': 'asset.1' };
    const report = await rehearse(lambda({ S3Bucket: 'b', S3Key: '1.zip' }, { Handler: 'src/app.main' }, metadata), {}, app);
    expect(trace(report).slice(1)).toEqual(['Invoke/Call: succeeded', 'Use/Say: succeeded']);
  });
});

import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, deploy, PipelineApp, said, source, stage, trace } from '../support/pipeline-app';

// Deployments wait for the validator, which takes seconds to start.
jest.setTimeout(60_000);
const newApp = appsOfThisFile();
const roleArn = 'arn:aws:iam::222222222222:role/deploy';
const prepare = (name = 'review') => deploy('Prepare', 'Source::api.json', { roleArn, configuration: { ActionMode: 'CHANGE_SET_REPLACE', StackName: 'api', ChangeSetName: name } });
const execute = (name = 'review', runOrder = 1) =>
  ({ ...deploy('Execute', 'Source::api.json', { roleArn, runOrder, configuration: { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'api', ChangeSetName: name } }), inputs: [] });
const TOPIC = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'a' }, Metadata: { 'aws:cdk:path': 'prod/Topic' } } } });

/** The commands of a build that asks in the account of the stack. */
const asked = (...commands: string[]) => [
  'export AWS_ACCESS_KEY_ID=$(aws sts assume-role --role-arn arn:aws:iam::222222222222:role/lookup --role-session-name x | grep AccessKeyId | cut -d\'"\' -f4)', ...commands,
];
const withTemplate = (app: PipelineApp) => app.write({ 'source/api.json': TOPIC });
const prepared = (...commands: string[]) => withTemplate(newApp([stage('Source', source()), stage('Review', prepare()), stage('Ask', build('Ask', asked(...commands)))]));

/** What the commands of a build have printed, without the lines of the rehearsal. */
async function printed(app: PipelineApp, name = 'Ask'): Promise<string> {
  const report = await app.rehearse();
  expect(trace(report).slice(1)).not.toContainEqual(expect.stringMatching(/failed|notExecuted/));
  return app.log(report, name).replace(/^\[rehearsal\] .*\n(?: {4}\S.*\n)*/gm, '');
}
const answered = async (app: PipelineApp) => JSON.parse(await printed(app)) as Record<string, unknown>;

describe('aws describes a change set that this rehearsal has prepared', () => {
  const describeSet = 'aws cloudformation describe-change-set --stack-name api --change-set-name review --no-paginate --region eu-west-1 --output json';

  test('with the values of its resources, if it is asked for them', async () => {
    const answer = await answered(prepared(`${describeSet} --include-property-values`));
    expect(answer).toMatchObject({ ChangeSetName: 'review', StackName: 'api', Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
    expect(answer.Changes).toEqual([{
      Type: 'Resource',
      ResourceChange: {
        Action: 'Add',
        LogicalResourceId: 'Topic',
        ResourceType: 'AWS::SNS::Topic',
        Details: [],
        AfterContext: '{"Properties":{"DisplayName":"a"},"Metadata":{"aws:cdk:path":"prod/Topic"}}',
      },
    }]);
  });

  test('without them otherwise', async () => {
    expect(JSON.stringify(await answered(prepared(describeSet)))).not.toContain('DisplayName');
  });

  test('as it was last prepared, until the stack changes', async () => {
    const ask = build('Ask', asked(`${describeSet} || echo "code $?"`));
    const app = withTemplate(newApp([stage('Source', source()), stage('Review', prepare()), stage('Prod', execute()), stage('Ask', ask)]));
    expect(await printed(app)).toContain('An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: ChangeSet [review] does not exist\ncode 254\n');
  });

  test('as one that fails, where nothing changes', async () => {
    const ask = build('Ask', asked(describeSet), { runOrder: 2 });
    const app = withTemplate(newApp([stage('Source', source()), stage('Review', prepare(), ask), stage('Prod', execute())]));
    await app.rehearse();
    expect(await answered(app)).toMatchObject({ Status: 'FAILED', StatusReason: expect.stringMatching(/^The submitted information didn't contain changes\./) as string, Changes: [] });
  });
});

describe('aws tells the state', () => {
  const status = 'aws cloudformation describe-stacks --stack-name api --query Stacks[0].StackStatus';
  const ofStack = (...stages: Parameters<typeof newApp>[0] & object) => withTemplate(newApp([stage('Source', source()), ...stages]));

  test('of a stack that does not exist yet', async () => {
    const app = ofStack(stage('Ask', build('Ask', asked(`${status} || echo "code $?"`))), stage('Prod', deploy('Deploy', 'Source::api.json', { roleArn, configuration: { StackName: 'api' } })));
    expect(await printed(app)).toContain('(ValidationError) when calling the DescribeStacks operation: Stack with id api does not exist\ncode 254\n');
  });

  test('of a stack for which only a change set waits', async () => {
    expect(await printed(prepared(status))).toBe('"REVIEW_IN_PROGRESS"\n');
  });

  test('of a stack that was deployed, and its template', async () => {
    const ask = build('Ask', asked(status, 'aws cloudformation get-template --stack-name api --template-stage Original'));
    const text = await printed(ofStack(stage('Prod', prepare(), execute('review', 2)), stage('Ask', ask)));
    expect(text).toMatch(/^"UPDATE_COMPLETE"\n/);
    expect(JSON.parse(text.slice(text.indexOf('\n')))).toMatchObject({ TemplateBody: JSON.parse(TOPIC) as object });
  });

  test('of the pipeline, as far as the run has come', async () => {
    const ask = build('Ask', ['aws codepipeline get-pipeline-state --name Pipeline']);
    const app = newApp([stage('Source', source()), stage('Ask', ask), stage('Prod', build('After', ['true']))]);
    const running = { pipelineExecutionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, type: 'STANDARD' };
    const inboundTransitionState = { enabled: true };
    expect(await answered(app)).toEqual({
      pipelineName: 'Pipeline',
      stageStates: [
        { stageName: 'Source', inboundTransitionState, latestExecution: { ...running, status: 'Succeeded' } },
        { stageName: 'Ask', inboundTransitionState, latestExecution: { ...running, status: 'InProgress' } },
        { stageName: 'Prod', inboundTransitionState },
      ],
    });
  });
});

describe('aws is not answered', () => {
  test.each([
    ['for a stack that the pipeline does not deploy', 'aws cloudformation get-template --stack-name other', 'cloudformation get-template'],
    ['for a stack in another region', 'aws cloudformation get-template --stack-name api --region us-east-1', 'cloudformation get-template'],
    ['for a role in another account', 'aws sts assume-role --role-arn arn:aws:iam::999999999999:role/x --role-session-name x', 'sts assume-role'],
    ['for another pipeline', 'aws codepipeline get-pipeline-state --name Other', 'codepipeline get-pipeline-state'],
    ['for outputs, which nobody knows here', 'aws cloudformation describe-stacks --stack-name api', 'cloudformation describe-stacks'],
    ['with an option that would change the answer', 'aws cloudformation get-template --stack-name api --query TemplateBody', 'cloudformation get-template'],
    ['in another format', 'aws cloudformation get-template --stack-name api --output text', 'cloudformation get-template'],
    ['for any other call', 'aws s3 ls', 's3 ls'],
  ])('%s', async (_, command, call) => {
    const report = await prepared(command).rehearse();
    expect(trace(report).at(-1)).toBe('Ask/Ask: notExecuted');
    expect(said(report, 'Ask')).toContain(`aws ${call} needs AWS credentials`);
  });

  test('in the account of the build for a stack of another one', async () => {
    const app = withTemplate(newApp([stage('Source', source()), stage('Review', prepare()), stage('Ask', build('Ask', ['aws cloudformation get-template --stack-name api']))]));
    expect(said(await app.rehearse(), 'Ask')).toBe('aws cloudformation get-template needs AWS credentials');
  });
});

describe('aws with an emulator', () => {
  const ask = (...commands: string[]) => newApp([stage('Source', source()), stage('Ask', build('Ask', commands))]);
  const withTool = (app: PipelineApp) => {
    app.write({ 'tools/aws': '#!/bin/sh\necho "$AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $*"\n' });
    chmodSync(join(app.root, 'tools', 'aws'), 0o755);
    return app.rehearse({ endpoint: 'http://127.0.0.1:1', environment: { PATH: [join(app.root, 'tools'), process.env.PATH].join(delimiter), HOME: app.root } });
  };

  test('asks it for accounts, with credentials that are none, or those of a role', async () => {
    const app = ask('aws sts assume-role --role-arn x', 'AWS_ACCESS_KEY_ID=given aws cloudformation describe-stacks --stack-name any');
    const report = await withTool(app);
    expect(app.log(report, 'Ask')).toContain('\nhttp://127.0.0.1:1 rehearsal sts assume-role --role-arn x\n');
    expect(app.log(report, 'Ask')).toContain('\nhttp://127.0.0.1:1 given cloudformation describe-stacks --stack-name any\n');
    expect(said(report, 'Ask')).toBe('aws has answered with what the emulator knows');
  });

  test('knows the state of the pipeline better, and of everything else nothing', async () => {
    const app = ask('aws codepipeline get-pipeline-state --name Pipeline', 'aws s3 ls');
    const report = await withTool(app);
    expect(app.log(report, 'Ask')).toContain('"pipelineName": "Pipeline"');
    expect(said(report, 'Ask')).toContain('aws s3 ls needs AWS credentials');
  });

  test('is not executed where there is no aws command', async () => {
    const app = ask('aws sts assume-role --role-arn x');
    const report = await app.rehearse({ endpoint: 'http://127.0.0.1:1', environment: { PATH: '/usr/bin:/bin', HOME: app.root } });
    expect(trace(report).at(-1)).toBe('Ask/Ask: notExecuted');
    expect(said(report, 'Ask')).toBe('there is no aws command here to ask the emulator with: install the AWS CLI');
  });
});

test('a build that aws has answered is never reused', async () => {
  const app = withTemplate(newApp([stage('Source', source()), stage('Ask', build('Ask', ['aws codepipeline get-pipeline-state --name Pipeline']))]));
  await app.rehearse({ reuse: true });
  const report = await app.rehearse({ reuse: true });
  expect(report.executions[0].stages[1].actions[0]).not.toHaveProperty('reused');
});

test('a change set is gone when the stack has changed since', async () => {
  const again = { ...execute(), name: 'Again' };
  const app = withTemplate(newApp([stage('Source', source()), stage('Review', prepare()), stage('Prod', execute(), { ...again, runOrder: 2 })]));
  const report = await app.rehearse();
  expect(trace(report).slice(2)).toEqual(['Prod/Execute: succeeded', 'Prod/Again: failed']);
  expect(said(report, 'Again')).toBe('the change set review of api is gone, because the stack has changed since: prepare it again');
});

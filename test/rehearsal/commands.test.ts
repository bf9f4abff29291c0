import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GivenValues } from '../../src/rehearsal/values/rehearsal-values';
import { appsOfThisFile } from '../support/apps';
import { condition, rule } from '../support/conditions';
import { build, said, source, stage, type TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

function commands(name: string, lines: unknown, properties: Record<string, unknown> = {}, more: Partial<TestAction> = {}): TestAction {
  return { name, category: 'Compute', provider: 'Commands', inputs: ['Source'], ...more, properties: { Commands: lines, ...properties } };
}

describe('an action of commands', () => {
  test('runs them in one shell, with its variables and the pipeline\'s, on its inputs', async () => {
    const action = commands('Run', ['cat file', 'cd "$CODEBUILD_SRC_DIR_Other"', 'test -f other', 'echo "got $TOKEN of #{variables.STAGE}, $PLACE"'], {
      EnvironmentVariables: [{ Name: 'TOKEN', Type: 'SECRETS_MANAGER', Value: 'api:key' }, { Name: 'PLACE', Value: '#{Src.BranchName}' }],
    }, { inputs: ['Source', 'Other'] });
    const make = build('Make', { phases: { build: { commands: ['touch other'] } }, artifacts: { files: ['other'] } }, { outputs: ['Other'] });
    const app = newApp([stage('Source', source(['Source'], 'Checkout', 'Src')), stage('Build', make), stage('Run', action)], {
      Variables: [{ Name: 'STAGE', DefaultValue: 'beta' }],
    }).write({ 'source/file': 'content\n' });
    const report = await app.rehearse({ values: new GivenValues('values.yaml', {}, { api: { key: 'hidden-1' } }) });
    expect(app.log(report, 'Run')).toMatch(/^content$/m);
    expect(app.log(report, 'Run')).toMatch(/^got \*\*\* of beta, main$/m);
  });

  test('gives its variables, those of AWS as well, and its files to later actions', async () => {
    const make = commands('Make', ['mkdir -p dist/deep', 'touch dist/deep/a other', 'export TAG=v7'], {
      OutputArtifacts: [{ Name: 'Made', Files: ['dist/**'] }], OutputVariables: ['TAG', 'AWS_REGION'],
    }, { namespace: 'Made' });
    const use = commands('Use', ['test -f dist/deep/a', 'test ! -e other', 'echo "got #{Made.TAG} #{Made.AWS_REGION}"'], {}, { inputs: ['Made'] });
    const app = newApp([stage('Source', source()), stage('Make', make), stage('Use', use)]);
    expect(app.log(await app.rehearse(), 'Use')).toContain('got v7 eu-west-1');
  });

  test.each([
    [[], 'there must be 1 to 50 Commands, got: 0'],
    [['true', 'if true\nthen false\nfi'], 'each of the Commands must be one line, got: if true…'],
    [['true', 'exit 3'], 'build: `exit 3` exited with code 3'],
  ])('fails with the commands %j', async (lines, reason) => {
    const app = newApp([stage('Source', source()), stage('Run', commands('Run', lines))]);
    expect(said(await app.rehearse(), 'Run')).toBe(reason);
  });
});

describe('a condition with a rule that runs a build', () => {
  const rehearseRule = async (check: Record<string, unknown>) => {
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Check', ['test -f file'])),
      { ...stage('Deploy', build('Deploy', ['true'])), extra: { BeforeEntry: condition('FAIL', check as ReturnType<typeof rule>) } },
    ]).write({ 'source/file': '' });
    const report = await app.rehearse();
    return { app, report, outcome: report.executions[0].stages[2].conditions![0].rules[0] };
  };
  const INPUTS = { InputArtifacts: [{ Name: 'Source' }] };

  test('is met if the commands succeed', async () => {
    const { app, report, outcome } = await rehearseRule({ ...rule('Commands'), ...INPUTS, Commands: ['test -f file'] });
    expect(trace(report).at(-1)).toBe('Deploy/Deploy: succeeded');
    expect(outcome).toMatchObject({ outcome: 'passed', reason: `succeeded; log: ${report.run}/logs/Deploy.condition.Check.log` });
    expect(existsSync(join(app.output, report.run, 'logs/Deploy.condition.Check.log'))).toBe(true);
  });

  test('is not met if the commands fail', async () => {
    const { report, outcome } = await rehearseRule({ ...rule('Commands'), ...INPUTS, Commands: ['test -f lost'] });
    expect(trace(report).at(-1)).toBe('Deploy/Deploy: skipped');
    expect(outcome.reason).toContain('build: `test -f lost` exited with code 1; log: ');
  });

  test('is not evaluated if the commands need AWS', async () => {
    const { outcome } = await rehearseRule({ ...rule('Commands'), ...INPUTS, Commands: ['aws s3 ls'] });
    expect(outcome).toMatchObject({ outcome: 'notEvaluated', reason: expect.stringContaining('aws s3 ls needs AWS credentials') });
  });

  test('runs a CodeBuild project', async () => {
    const { outcome } = await rehearseRule({ ...rule('CodeBuild', { ProjectName: { Ref: 'CheckProject' }, PrimarySource: 'Source' }), ...INPUTS });
    expect(outcome.outcome).toBe('passed');
  });
});

import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const variables = (values: Record<string, string>, type = 'PLAINTEXT') =>
  JSON.stringify(Object.entries(values).map(([name, value]) => ({ name, type, value })));

describe('the environment of a build', () => {
  test('has the variables of buildspec, project and action, the later before the earlier', async () => {
    const action = build('Build', {
      env: { variables: { A: 'spec', B: 'spec', C: 'spec' } },
      phases: { build: { commands: ['echo "values: $A $B $C"'] } },
    }, { configuration: { EnvironmentVariables: variables({ C: 'action' }) } });
    (action.project!.Environment as Record<string, unknown>).EnvironmentVariables = [{ Name: 'B', Value: 'project' }, { Name: 'C', Value: 'project' }];
    const app = newApp([stage('Source', source()), stage('Build', action)]);
    expect(app.log(await app.rehearse(), 'Build')).toContain('values: spec project action');
  });

  test('has the variables that CodeBuild sets', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', [
      'test "$PWD" = "$CODEBUILD_SRC_DIR"',
      'echo "$CODEBUILD_PROJECT_ARN $CODEBUILD_KMS_KEY_ID"',
      'echo "$AWS_REGION $CODEBUILD_INITIATOR $CODEBUILD_BUILD_IMAGE $CODEBUILD_BUILD_ID"',
    ]))]);
    const report = await app.rehearse();
    expect(app.log(report, 'Build')).toMatch(/^arn:aws:codebuild:eu-west-1:111111111111:project\/BuildProject arn:aws:kms:eu-west-1:111111111111:alias\/aws\/s3$/m);
    expect(app.log(report, 'Build')).toMatch(/^eu-west-1 codepipeline\/Pipeline aws\/codebuild\/standard:7.0 BuildProject:[0-9a-f-]{36}$/m);
  });

  test('has neither credentials nor other secrets nor tools of the developer', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', ['env'], {}))]);
    const environment = {
      PATH: `/repository/node_modules/.bin:${process.env.PATH}`,
      HOME: process.env.HOME,
      AWS_ACCESS_KEY_ID: 'value-1',
      AWS_PROFILE: 'value-2',
      GITHUB_TOKEN: 'value-3',
      DB_PASSWORD: 'value-4',
      NODE_OPTIONS: 'value-5',
      EDITOR: 'stays',
    };
    const log = app.log(await app.rehearse({ environment }), 'Build');
    expect(log).not.toMatch(/value-\d/);
    expect(log).not.toContain('/repository/node_modules/.bin');
    expect(log).toContain('EDITOR=stays');
    expect(log).toContain('AWS_SHARED_CREDENTIALS_FILE=/dev/null');
  });

  test('gives exported variables to later actions, pipeline variables and the commit as well', async () => {
    const exporting = build('Version', {
      env: { 'exported-variables': ['TAG'] }, phases: { build: { commands: ['export TAG="v 7"'] } },
    }, { namespace: 'Built' });
    const using = build('Use', ['echo "got: $TAG, $STAGE, $BRANCH"'], {
      configuration: { EnvironmentVariables: variables({ TAG: '#{Built.TAG}', STAGE: '#{variables.STAGE}', BRANCH: '#{Src.BranchName}' }) },
    });
    const app = newApp([stage('Source', source(['Source'], 'Checkout', 'Src')), stage('Build', exporting), stage('Use', using)], {
      Variables: [{ Name: 'STAGE', DefaultValue: 'beta' }],
    });
    expect(app.log(await app.rehearse(), 'Use')).toContain('got: v 7, beta, main');
  });

  test('fails an action that reads a variable nobody sets', async () => {
    const app = newApp([stage('Source', source()), stage('Use', build('Use', ['true'], { configuration: { EnvironmentVariables: variables({ A: '#{Nobody.B}' }) } }))]);
    const report = await app.rehearse();
    expect(said(report, 'Use')).toBe('the variable #{Nobody.B} has no value: no earlier action has set it');
    expect(report.status).toBe('failed');
  });

  test('needs a value from the developer for what AWS keeps, or the action is not executed', async () => {
    const action = build('Build', {
      env: { 'parameter-store': { LEVEL: '/shop/level' } }, phases: { build: { commands: ['test "$LEVEL $DB_SECRET" = "high mine"'] } },
    }, { configuration: { EnvironmentVariables: variables({ DB_SECRET: 'shop/db' }, 'SECRETS_MANAGER') } });
    const app = newApp([stage('Source', source()), stage('Build', action)]);
    expect(said(await app.rehearse(), 'Build')).toBe(
      'needs LEVEL (parameter /shop/level), DB_SECRET (secret shop/db), which AWS keeps; give values of your own in rehearsal.values.yaml, or in variables of these names');
    const environment = { PATH: process.env.PATH, LEVEL: 'high', DB_SECRET: 'mine' };
    expect((await app.rehearse({ environment })).status).toBe('succeeded');
  });

  test('warns of a runtime in another version and never installs one', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Build', {
      phases: { install: { 'runtime-versions': { nodejs: '3.1' } }, build: { commands: ['true'] } },
    }))]);
    const report = await app.rehearse();
    expect(report.status).toBe('succeeded');
    expect(said(report, 'Build')).toBe(`the build asks for nodejs 3.1, here is ${process.versions.node}`);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { action, addStages, Delivery, deliveryOf, simpleStage, testApp, trace } from '../support/delivery';
import { RECOMMENDED_FLAGS } from '../support/stages';

const smoke = { name: 'smoke', type: 'smoke', requests: [{ url: '${API_URL}/health' }], outputs: { API_URL: 'api.Url' } };
const load = { name: 'load', type: 'load', url: 'https://orders.example.com', users: 20, durationSeconds: 60, p95Milliseconds: 500, errorRatePercent: 1 };
const scan = { name: 'dependencies', type: 'securityScan', lockFiles: ['package-lock.json', 'backend/requirements.txt'] };
const command = { name: 'e2e', commands: ['npm run e2e'] };
const REPORT = { check: { 'files': ['check-report.xml'], 'file-format': 'JUNITXML' } };
const network = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-01234567', 'subnet-89abcdef'], securityGroupIds: ['sg-0123456789abcdef0'] };

const documentWith = (...checks: unknown[]) => exampleDocument({
  environments: [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', checks }],
});

function delivered(...checks: unknown[]): Delivery {
  const delivery = deliveryOf(documentWith(...checks));
  addStages(delivery);
  return delivery;
}

const templateOf = (delivery: Delivery) => Template.fromStack(delivery.stack);

/** The properties of a check's CodeBuild project. */
function projectOf(delivery: Delivery, name: string): Record<string, any> {
  const id = (action(delivery.stack, 'beta', name).Configuration.ProjectName as unknown as { Ref: string }).Ref;
  return templateOf(delivery).toJSON().Resources[id].Properties;
}

const buildspecOf = (delivery: Delivery, name: string) => JSON.parse(projectOf(delivery, name).Source.BuildSpec);
const namesOf = (artifacts: { Name: string }[] = []) => artifacts.map((artifact) => artifact.Name);
const inputsOf = ({ stack }: Delivery, name: string) => namesOf(action(stack, 'beta', name).InputArtifacts);
const outputsOf = ({ stack }: Delivery, stage: string, name: string) => namesOf(action(stack, stage, name).OutputArtifacts);

/** The statements of the role that a check's project runs as. */
function statementsOf(delivery: Delivery, name: string): Record<string, unknown>[] {
  const role = projectOf(delivery, name).ServiceRole['Fn::GetAtt'][0];
  const policies = Object.values(templateOf(delivery).findResources('AWS::IAM::Policy')).map((policy) => policy.Properties);
  return policies.filter((policy) => policy.Roles.some((one: { Ref: string }) => one.Ref === role))
    .flatMap((policy) => policy.PolicyDocument.Statement);
}

describe('P7: built-in checks', () => {
  test('run their script out of the cloud assembly and report as JUnit', () => {
    const delivery = delivered(smoke, load);
    for (const name of ['smoke', 'load']) {
      expect(inputsOf(delivery, name)).toEqual(outputsOf(delivery, 'Build', 'Synth'));
      expect(buildspecOf(delivery, name)).toEqual({
        version: '0.2',
        phases: {
          install: { 'runtime-versions': { nodejs: 22 } },
          build: { commands: [`node "checks/orders-pipeline.Delivery/${name}.js" --junit "check-report.xml" "checks/orders-pipeline.Delivery/beta.${name}.json"`] },
        },
        reports: REPORT,
      });
    }
  });

  test('travel with their configuration in the cloud assembly', () => {
    const folder = join(delivered(smoke, load, scan, command).app.synth().directory, 'checks', 'orders-pipeline.Delivery');
    expect(readdirSync(folder).sort()).toEqual(['beta.dependencies.json', 'beta.load.json', 'beta.smoke.json', 'lib', 'load.js', 'security-scan.js', 'smoke.js']);
    expect(JSON.parse(readFileSync(join(folder, 'beta.smoke.json'), 'utf8'))).toEqual(smoke);
  });

  test('are not in the cloud assembly of a pipeline without one', () => {
    expect(existsSync(join(delivered(command).app.synth().directory, 'checks'))).toBe(false);
  });

  test('read stack outputs as variables', () => {
    const [variable] = JSON.parse(action(delivered(smoke).stack, 'beta', 'smoke').Configuration.EnvironmentVariables);
    expect(variable).toEqual({ name: 'API_URL', type: 'PLAINTEXT', value: expect.stringMatching(/^#\{\w+\.Url\}$/) });
  });

  test('are refused where no stage has the output that they name', () => {
    const unknown = () => templateOf(delivered({ ...smoke, outputs: { API_URL: 'api.Nothing' } }));
    expect(unknown).toThrow('environments "beta", check "smoke", outputs.API_URL must name an output of a stage, got: api.Nothing. Correct it; known outputs: api.Url.');
    const { app, stack, pipeline } = deliveryOf(documentWith(smoke));
    const silent = new Stage(app, 'beta-api', { env: { account: '222222222222', region: 'eu-west-1' } });
    new CfnResource(new Stack(silent, 'Service'), 'Topic', { type: 'AWS::SNS::Topic' });
    pipeline.addStage(pipeline.environments[0], silent);
    expect(() => templateOf({ app, stack, pipeline })).toThrow('Correct it; no stage of this environment has an output.');
  });

  test('P3: other URLs and thresholds leave the pipeline\'s template byte-identical', () => {
    const text = (...checks: unknown[]) => JSON.stringify(templateOf(delivered(...checks)).toJSON());
    expect(text({ ...smoke, requests: [{ url: '${API_URL}/ready', status: 204 }] }, { ...load, users: 50 })).toBe(text(smoke, load));
  });

  test('are found in the folder of a stage that the pipeline\'s stack is part of', () => {
    const app = testApp();
    const blueprint = PipelineBlueprint.fromJson(JSON.stringify(documentWith(load)));
    const stack = new Stack(new Stage(app, 'tools'), 'orders-pipeline', { env: blueprint.tools });
    const pipeline = new MultiAccountPipeline(stack, 'Delivery', { blueprint, source: PipelineSource.codeCommit('orders') });
    pipeline.addStage(pipeline.environments[0], simpleStage(app, pipeline.environments[0], 'api'));
    const { directory } = app.synth();
    const [, folder] = /node "(.*)\/load\.js"/.exec(buildspecOf({ app, stack, pipeline }, 'load').phases.build.commands[0])!;
    expect(folder).toBe('assembly-tools/checks/tools.orders-pipeline.Delivery');
    expect(existsSync(join(directory, folder, 'load.js'))).toBe(true);
  });

  test('scan the repository\'s lock files with tools of a known version', () => {
    const delivery = delivered(scan);
    expect(inputsOf(delivery, 'dependencies')).toEqual([...outputsOf(delivery, 'Source', 'Source'), ...outputsOf(delivery, 'Build', 'Synth')]);
    const [synth] = outputsOf(delivery, 'Build', 'Synth');
    expect(buildspecOf(delivery, 'dependencies').phases).toEqual({
      install: {
        'runtime-versions': { nodejs: 22, python: '3.12' },
        'commands': [expect.stringContaining(`ln -s -- "$CODEBUILD_SRC_DIR_${synth}" ".check-assembly"`), 'pip install --quiet pip-audit==2.10.1'],
      },
      build: {
        commands: ['node ".check-assembly/checks/orders-pipeline.Delivery/security-scan.js" --junit "check-report.xml" ".check-assembly/checks/orders-pipeline.Delivery/beta.dependencies.json"'],
      },
    });
    expect(buildspecOf(delivery, 'dependencies').reports).toEqual(REPORT);
  });

  test('install no Python tool where there is nothing for it', () => {
    const { phases, reports } = buildspecOf(delivered({ ...scan, lockFiles: ['package-lock.json'] }), 'dependencies');
    expect(phases.install).toEqual({ 'runtime-versions': { nodejs: 22 }, 'commands': [expect.stringContaining('ln -s -- ')] });
    expect(reports).toEqual(REPORT);
  });

  test('of one environment run in parallel after its stages', () => {
    expect(trace(delivered(smoke, load, scan).stack).filter((line) => line.startsWith('beta/'))).toEqual([
      'beta/1/api-Service.Deploy', 'beta/2/dependencies', 'beta/2/load', 'beta/2/smoke',
    ]);
  });
});

describe('P7: every check', () => {
  test('of commands has no more than it needs unless told otherwise', () => {
    const delivery = delivered(command);
    expect(buildspecOf(delivery, 'e2e')).toEqual({ version: '0.2', phases: { install: { 'runtime-versions': { nodejs: 22 } }, build: { commands: ['npm run e2e'] } } });
    expect(projectOf(delivery, 'e2e')).not.toHaveProperty('TimeoutInMinutes');
    expect(projectOf(delivery, 'e2e')).not.toHaveProperty('VpcConfig');
    expect(projectOf(delivery, 'e2e').Environment).not.toHaveProperty('EnvironmentVariables');
    const services = statementsOf(delivery, 'e2e').flatMap(({ Action }) => Action as string | string[]).map((one) => one.split(':')[0]);
    expect([...new Set(services)].sort()).toEqual(['codebuild', 'kms', 'logs', 's3']);
  });

  test.each([['a command', command], ['a smoke check', smoke], ['a load test', load], ['a security scan', scan]])('can have a time limit: %s', (_, check) => {
    expect(projectOf(delivered({ ...check, timeoutMinutes: 15 }), check.name).TimeoutInMinutes).toBe(15);
  });

  test('can run in a VPC of the tools account', () => {
    expect(projectOf(delivered({ ...smoke, network }), 'smoke').VpcConfig).toEqual({
      VpcId: network.vpcId, Subnets: network.subnetIds, SecurityGroupIds: network.securityGroupIds,
    });
  });

  test('reads exactly the secrets that it names', () => {
    const delivery = delivered({ ...command, secrets: { API_KEY: 'orders/checks:apiKey' } });
    expect(projectOf(delivery, 'e2e').Environment.EnvironmentVariables).toEqual([{ Name: 'API_KEY', Type: 'SECRETS_MANAGER', Value: 'orders/checks:apiKey' }]);
    const reading = statementsOf(delivery, 'e2e').filter(({ Action }) => JSON.stringify(Action).includes('secretsmanager:'));
    expect(reading).toEqual([{
      Action: 'secretsmanager:GetSecretValue',
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:eu-west-1:111111111111:secret:orders/checks-??????']] },
    }]);
  });

  test('of commands can act as one role of the environment\'s account', () => {
    const delivery = delivered({ ...command, role: 'checks/orders' });
    const role = ['arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:role/checks/orders'];
    expect(statementsOf(delivery, 'e2e').filter(({ Action }) => JSON.stringify(Action).includes('sts:'))).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Resource: { 'Fn::Join': ['', role] } },
    ]);
    templateOf(delivery).hasResourceProperties('AWS::CodeBuild::Project', {
      Source: { BuildSpec: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('credential_source = EcsContainer')])] } },
    });
  });

  test('of commands can write reports', () => {
    expect(buildspecOf(delivered({ ...command, reports: ['reports/*.xml'] }), 'e2e').reports).toEqual({ check: { 'files': ['reports/*.xml'], 'file-format': 'JUNITXML' } });
  });

  test.each([['without any feature flag', {}], ['with the recommended feature flags', RECOMMENDED_FLAGS]])('leaves the pipeline free of AwsSolutions violations %s', (_, flags) => {
    const secrets = { API_KEY: 'orders/checks:apiKey' };
    const delivery = deliveryOf(documentWith({ ...smoke, network, secrets }, { ...load, network }, { ...scan, network }, { ...command, network, secrets, role: 'checks' }), {}, flags);
    addStages(delivery);
    delivery.app.synth();
    expect(new AwsSolutionsChecks().validateScope(delivery.app).violations).toEqual([]);
  });
});

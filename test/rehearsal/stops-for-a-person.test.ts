import { App, aws_dynamodb as dynamodb, aws_iam as iam, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { DeploymentEnvironment, ReleaseRisk, RiskKind } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { DeliveredApp } from '../support/delivered-app';
import { said, trace } from '../support/pipeline-app';

// Every run goes through the whole pipeline.
jest.setTimeout(180_000);

const staging = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'staging' };

interface Release {
  readonly actions?: string[];
  readonly key?: string;
  readonly acknowledged?: RiskKind[];
}

/** A role that may do these actions, and a table with this key. */
const service = ({ actions = ['s3:GetObject'], key = 'id', acknowledged = [] }: Release) => (scope: App, { name, account, region }: DeploymentEnvironment) => {
  const stage = new Stage(scope, `${name}-api`, { env: { account, region } });
  const stack = new Stack(stage, 'Service');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  const policy = new iam.Policy(stack, 'Rights', { statements: [new iam.PolicyStatement({ actions, resources: ['*'] })], roles: [role] });
  const table = new dynamodb.CfnTable(stack, 'Orders', {
    keySchema: [{ attributeName: key, keyType: 'HASH' }], attributeDefinitions: [{ attributeName: key, attributeType: 'S' }], billingMode: 'PAY_PER_REQUEST',
  });
  const risky = (risk: RiskKind) => (risk === RiskKind.BROADENED_PERMISSIONS ? policy.node.defaultChild as CfnResource : table);
  acknowledged.forEach((risk) => ReleaseRisk.acknowledge(stack, { logicalId: stack.getLogicalId(risky(risk)), risk, reason: 'agreed on' }));
  return [stage];
};

/** Somebody who is asked and says no, so that a run that stops is told from one that goes on. */
function nobody() {
  const asked: string[] = [];
  const approve = async ({ stage, configuration }: { readonly stage: string; readonly configuration: Readonly<Record<string, string>> }) => {
    asked.push(`${stage}: ${configuration.CustomData.replace(/\s+/g, ' ')}`);
    return { approved: false, reason: 'denied by the test' };
  };
  return { asked, approve };
}

describe('P12: an environment that asks on a risk, rehearsed without AWS', () => {
  const document = exampleDocument({ environments: [staging], selfMutation: false });

  async function released(release: Release) {
    const app = new DeliveredApp();
    const { asked, approve } = nobody();
    const first = await app.synthesize(service({}), document).rehearse({ approve });
    expect([first.status, asked]).toEqual(['succeeded', []]);
    const report = await app.synthesize(service(release), document).rehearse({ approve });
    return { asked, deployed: trace(report).filter((line) => /beta(\.Approve)?\//.test(line)), report };
  }

  const GOES_ON = ['beta.Approve/Approve: skipped', 'beta/api-Service.Prepare: succeeded', 'beta/AsReviewed: succeeded', 'beta/api-Service.Deploy: succeeded'];
  const STOPS = ['beta.Approve/Approve: withheld', 'beta/AsReviewed: skipped', 'beta/api-Service.Deploy: skipped', 'beta/api-Service.Prepare: skipped'];

  test('stops at a broadened permission', async () => {
    const { asked, deployed } = await released({ actions: ['s3:*'] });
    expect(deployed).toEqual(STOPS);
    expect(asked).toEqual(['beta.Approve: Release to beta? beta: 1 of 1 stacks change. beta-api-Service: 1 changed; broadened permissions: 1.']);
  });

  test('goes on with one that is acknowledged', async () => {
    const { asked, deployed } = await released({ actions: ['s3:*'], acknowledged: [RiskKind.BROADENED_PERMISSIONS] });
    expect([deployed, asked]).toEqual([GOES_ON, []]);
  });

  test('stops at the replacement of what holds data', async () => {
    const { asked, deployed } = await released({ key: 'sku' });
    expect(deployed).toEqual(STOPS);
    expect(asked).toEqual([expect.stringContaining('HOLDS DATA: Orders.')]);
  });

  test('asks nobody about a release without a risk', async () => {
    const { asked, deployed } = await released({ actions: ['s3:GetObject'] });
    expect([deployed, asked]).toEqual([GOES_ON, []]);
  });
});

describe('P12: a pipeline that updates itself, rehearsed without AWS', () => {
  const beta = { ...staging, profile: 'development' };
  const before = exampleDocument({ environments: [beta] });
  // A build more has a role more.
  const after = { ...before, builds: [{ name: 'tool', commands: ['true'] }] };

  test('stops before an update that broadens permissions, and goes on with it when somebody approves', async () => {
    const app = new DeliveredApp();
    const { asked, approve } = nobody();
    const first = await app.synthesize(service({}), before).rehearse({ approve });
    expect(trace(first)).toEqual(expect.arrayContaining(['UpdatePipeline.Review/Summary: succeeded', 'UpdatePipeline.Approve/Approve: skipped', 'UpdatePipeline/SelfMutate: succeeded']));
    expect([first.status, asked]).toEqual(['succeeded', []]);

    const denied = await app.synthesize(service({}), after).rehearse({ approve });
    expect(trace(denied)).toEqual(expect.arrayContaining(['UpdatePipeline.Approve/Approve: withheld', 'UpdatePipeline/SelfMutate: skipped', 'beta/Deploy: skipped']));
    expect(asked).toEqual([expect.stringMatching(/^UpdatePipeline\.Approve: Let the pipeline update itself\? the pipeline: 1 of 1 stacks change\. orders-pipeline: .* added.*; broadened permissions: \d+\.$/)]);

    const approved = await app.rehearse();
    expect(trace(approved)).toEqual(expect.arrayContaining(['UpdatePipeline.Approve/Approve: succeeded', 'UpdatePipeline/SelfMutate: succeeded']));
    expect(said(approved, 'Summary')).toContain('aws has answered with what this rehearsal knows');
    const again = await app.rehearse({ approve });
    expect([again.status, asked.length]).toEqual(['succeeded', 1]);
  });
});

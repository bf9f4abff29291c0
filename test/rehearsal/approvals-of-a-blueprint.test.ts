import { App, aws_iam as iam, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import type { RehearsalProps } from '../../src/rehearsal';
import { appsOfThisFile } from '../support/apps';
import { exampleDocument } from '../support/blueprints';
import { CONNECTION_ARN } from '../support/delivery';
import { PipelineApp, trace } from '../support/pipeline-app';

jest.setTimeout(120_000);

const newApp = appsOfThisFile();
const account = '333333333333';

/** A pipeline into production, with an approval that is skipped where nothing changes. The second stack imports from the first. */
function synthesize(app: PipelineApp, value: string, actions: string[]): void {
  const environments = [{
    name: 'prod', account, regions: ['eu-west-1'], profile: 'production', approval: { type: 'manual', instructions: 'Look at beta.', skipWhenUnchanged: true },
  }];
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments, selfMutation: false })));
  const cdk = new App({ outdir: app.app });
  const stack = new Stack(cdk, 'Tools', { env: blueprint.tools });
  const pipeline = new MultiAccountPipeline(stack, 'Delivery', {
    blueprint,
    source: PipelineSource.connection('acme/shop', { connectionArn: CONNECTION_ARN }),
    synth: { installCommands: [], commands: [`cp -R '${app.app}' cdk.out`] },
  });
  const stage = new Stage(cdk, 'prod-api', { env: { account, region: 'eu-west-1' } });
  const data = new Stack(stage, 'Data');
  const parameter = new ssm.StringParameter(data, 'Parameter', { stringValue: value });
  const service = new Stack(stage, 'Service');
  const role = new iam.Role(service, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({ actions, resources: [parameter.parameterArn] }));
  pipeline.addStage(pipeline.environments[0], stage);
  cdk.synth();
}

test('P6: what a release changes is reviewed, asked for and executed; the same release again asks nobody', async () => {
  const app = newApp();
  const asked: string[] = [];
  const approve: RehearsalProps['approve'] = async ({ configuration }) => {
    asked.push(configuration.CustomData);
    return { approved: true, reason: 'by the test' };
  };
  synthesize(app, 'one', ['ssm:GetParameter']);
  const first = await app.rehearse({ approve });
  expect(trace(first).filter((line) => line.startsWith('prod'))).toEqual([
    'prod.Review/api-Data.Prepare: succeeded',
    'prod.Review/Summary: succeeded',
    'prod.Approve/Approve: succeeded',
    'prod/api-Data.Prepare: succeeded',
    'prod/AsReviewed: succeeded',
    'prod/api-Data.Deploy: succeeded',
    'prod/api-Service.Deploy: succeeded',
  ]);

  const second = await app.rehearse({ approve });
  expect(trace(second).filter((line) => line.startsWith('prod.Approve') || line.startsWith('prod/'))).toEqual([
    'prod.Approve/Approve: skipped',
    'prod/api-Data.Prepare: succeeded',
    'prod/AsReviewed: succeeded',
    'prod/api-Data.Deploy: succeeded',
    'prod/api-Service.Deploy: succeeded',
  ]);

  synthesize(app, 'two', ['ssm:*']);
  const third = await app.rehearse({ approve });
  expect(trace(third)).toContain('prod.Approve/Approve: succeeded');
  expect(asked.map((question) => question.replace(/\s+/g, ' '))).toEqual([
    'Look at beta. prod: 2 of 2 stacks change. prod-api-Service (new): 2 added, parameters changed; broadened permissions: 2. prod-api-Data (new): 1 added.',
    'Look at beta. prod: 2 of 2 stacks change. prod-api-Service: 1 changed; broadened permissions: 1. prod-api-Data: 1 changed.',
  ]);
});

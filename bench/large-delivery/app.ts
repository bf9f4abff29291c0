import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, pipelines, Stack, Stage } from 'aws-cdk-lib';
import { estate } from './estate';
import { OrdersStage } from './orders-stage';
import { DeploymentEnvironment } from '../../src/blueprint';
import { MultiAccountPipeline, PipelineSource } from '../../src/constructs';

const REPOSITORY = 'acme/orders';
const CONNECTION_ARN = 'arn:aws:codeconnections:eu-west-1:111111111111:connection/11111111-1111-1111-1111-111111111111';
/** The feature flags of a scaffolded project. */
const FLAGS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'assets', 'feature-flags.json'), 'utf8'));

const [pipelineKind, approvals, folder] = process.argv.slice(2);
const blueprint = estate(Number(approvals));
const app = new App({ outdir: join(folder, 'cdk.out'), context: FLAGS, analyticsReporting: false });
const stack = new Stack(app, 'orders-pipeline', { env: blueprint.tools });

/** The stages of an environment: the same for both pipelines. */
function stagesOf({ name, account, regions }: DeploymentEnvironment): Stage[] {
  return regions.map((region) => new OrdersStage(app, `${name}-${region}`, { env: { account, region }, content: join(folder, 'content') }));
}

if (pipelineKind === 'blueprint') {
  const pipeline = new MultiAccountPipeline(stack, 'Pipeline', { blueprint, source: PipelineSource.connection(REPOSITORY, { connectionArn: CONNECTION_ARN }) });
  for (const environment of pipeline.environments) {
    stagesOf(environment).forEach((stage) => pipeline.addStage(environment, stage));
  }
} else {
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', {
    // Without keys of its own a pipeline cannot deliver to other accounts. Everything else is the default.
    crossAccountKeys: true,
    synth: new pipelines.ShellStep('Synth', {
      input: pipelines.CodePipelineSource.connection(REPOSITORY, 'main', { connectionArn: CONNECTION_ARN }),
      commands: ['npm ci', 'npx cdk synth --quiet'],
    }),
  });
  for (const environment of blueprint.environments) {
    const pre = environment.approval.isManual ? [new pipelines.ManualApprovalStep('Approve')] : [];
    const wave = pipeline.addWave(environment.name, { pre });
    stagesOf(environment).forEach((stage) => wave.addStage(stage));
  }
}
app.synth();

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodeBuildStep, CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { appsOfThisFile } from '../support/apps';
import { PipelineApp, said, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

class Shop extends Stage {
  public readonly url: CfnOutput;
  constructor(scope: Construct) {
    super(scope, 'Beta', { env: { account: '222222222222', region: 'eu-west-1' } });
    const stack = new Stack(this, 'Api');
    new Asset(stack, 'Page', { path: __filename });
    this.url = new CfnOutput(stack, 'Url', { value: new Topic(stack, 'Topic').topicName });
  }
}

/** A pipeline as the documentation of CDK Pipelines has it; its synth step copies a prepared assembly. */
function synthesize(app: PipelineApp) {
  const cdk = new App({ outdir: app.app });
  const stack = new Stack(cdk, 'Tools', { env: { account: '111111111111', region: 'eu-west-1' } });
  const input = CodePipelineSource.connection('owner/shop', 'main', { connectionArn: 'arn:aws:codestar-connections:eu-west-1:111111111111:connection/x' });
  const web = new CodeBuildStep('Web', { input, commands: ['mkdir dist', 'echo page > dist/index.html'], primaryOutputDirectory: 'dist' });
  const pipeline = new CodePipeline(stack, 'Pipeline', {
    crossAccountKeys: true,
    publishAssetsInParallel: false,
    synth: new ShellStep('Synth', { input, additionalInputs: { web }, commands: ['test -f web/index.html', 'cp -r prepared cdk.out'] }),
  });
  const shop = new Shop(cdk);
  pipeline.addStage(shop, {
    pre: [new ManualApprovalStep('Release')],
    post: [new ShellStep('Smoke', { commands: ['curl $URL'], envFromCfnOutputs: { URL: shop.url } }), new ShellStep('Lint', { commands: ['test -d prepared'] })],
  });
  cdk.synth();
  mkdirSync(join(app.source, 'prepared'));
  cpSync(app.app, join(app.source, 'prepared'), { recursive: true });
}

test('a pipeline made by CDK Pipelines runs from its source to its end', async () => {
  const app = newApp();
  synthesize(app);
  const report = await app.rehearse({ approve: async () => ({ approved: true, reason: 'given' }) });
  expect(trace(report)).toEqual([
    'Source/owner_shop: succeeded',
    'Build/Web: succeeded',
    'Build/Synth: succeeded',
    'UpdatePipeline/SelfMutate: succeeded',
    'Assets/FileAssets: notExecuted',
    'Beta/Release: succeeded',
    'Beta/Api.Prepare: succeeded',
    'Beta/Api.Deploy: succeeded',
    'Beta/Lint: succeeded',
    'Beta/Smoke: notExecuted',
  ]);
  expect(said(report, 'SelfMutate')).toContain('pipeline definition unchanged: nothing to update');
  expect(said(report, 'FileAssets')).toContain('publishing needs AWS credentials');
  expect(said(report, 'Smoke')).toMatch(/^needs the stack output Url of Beta \/ Api.Deploy/);
  expect(report.status).toBe('succeeded');
}, 60_000);

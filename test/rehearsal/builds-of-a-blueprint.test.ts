import { App, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { appsOfThisFile } from '../support/apps';
import { exampleDocument } from '../support/blueprints';
import { CONNECTION_ARN } from '../support/delivery';
import { PipelineApp, said, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

/** A pipeline with a build whose tests cover 70 of 100 lines. */
function synthesize(app: PipelineApp, minimumCoverage: number): void {
  const environments = [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' }];
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
    environments,
    selfMutation: false,
    variables: { PAGE: { defaultValue: 'hello' } },
    builds: [{
      name: 'web',
      commands: [
        'mkdir -p web/dist coverage',
        'echo "$PAGE $LEVEL" > web/dist/index.html',
        'echo \'<coverage lines-covered="70" lines-valid="100"></coverage>\' > coverage/all.xml',
        'cd coverage',
      ],
      variables: { LEVEL: 'debug' },
      reports: [{ format: 'cobertura', files: ['coverage/*.xml'], minimumCoverage }],
      output: 'web/dist',
    }],
  })));
  const cdk = new App({ outdir: app.app });
  const stack = new Stack(cdk, 'Tools', { env: blueprint.tools });
  const pipeline = new MultiAccountPipeline(stack, 'Delivery', {
    blueprint,
    source: PipelineSource.connection('acme/shop', { connectionArn: CONNECTION_ARN }),
    synth: { installCommands: [], commands: ['grep "hello debug" web/dist/index.html', 'mkdir cdk.out', 'touch cdk.out/done'] },
  });
  const stage = new Stage(cdk, 'beta-api', { env: { account: '222222222222', region: 'eu-west-1' } });
  new ssm.StringParameter(new Stack(stage, 'Api'), 'Parameter', { stringValue: 'x' });
  pipeline.addStage(pipeline.environments[0], stage);
  cdk.synth();
}

function rehearse(minimumCoverage: number) {
  const app = newApp();
  synthesize(app, minimumCoverage);
  return app.rehearse();
}

test('P2: commands of the blueprint run with their variables, hand on their output and reach their coverage', async () => {
  const report = await rehearse(70);
  expect(trace(report).filter((line) => line.startsWith('Build/'))).toEqual(['Build/web: succeeded', 'Build/Synth: succeeded']);
}, 60_000);

test('P2: a build that misses its coverage stops the release', async () => {
  const report = await rehearse(71);
  expect(said(report, 'web')).toMatch(/^build: `bash -s -- cobertura 71 'coverage\/\*\.xml' .* exited with code 1$/);
  expect(trace(report).filter((line) => line.startsWith('Build/'))).toEqual(['Build/web: failed', 'Build/Synth: skipped']);
}, 60_000);

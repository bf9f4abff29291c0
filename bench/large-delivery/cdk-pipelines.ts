import { pipelines, Stack } from 'aws-cdk-lib';
import { CONNECTION_ARN, Contender, REPOSITORY } from './contender';

export const deliver: Contender['deliver'] = (app, blueprint, stagesOf) => {
  const stack = new Stack(app, 'orders-pipeline', { env: blueprint.tools });
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
};

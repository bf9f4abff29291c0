import { Stack } from 'aws-cdk-lib';
import { CONNECTION_ARN, Contender, REPOSITORY } from './contender';
import { compiled } from './library';

const { MultiAccountPipeline, PipelineSource } = compiled<typeof import('../../src/constructs')>('constructs');

export const deliver: Contender['deliver'] = (app, blueprint, stagesOf) => {
  const stack = new Stack(app, 'orders-pipeline', { env: blueprint.tools });
  const source = PipelineSource.connection(REPOSITORY, { connectionArn: CONNECTION_ARN });
  const pipeline = new MultiAccountPipeline(stack, 'Pipeline', { blueprint, source });
  for (const environment of pipeline.environments) {
    stagesOf(environment).forEach((stage) => pipeline.addStage(environment, stage));
  }
};

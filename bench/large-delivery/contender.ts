import type { App, Stage } from 'aws-cdk-lib';
import type { DeploymentEnvironment, PipelineBlueprint } from '../../src/blueprint';

export const REPOSITORY = 'acme/orders';
export const CONNECTION_ARN = 'arn:aws:codeconnections:eu-west-1:111111111111:connection/11111111-1111-1111-1111-111111111111';

/** A module that makes a pipeline for the stages of each environment. */
export interface Contender {
  deliver(app: App, blueprint: PipelineBlueprint, stagesOf: (environment: DeploymentEnvironment) => Stage[]): void;
}

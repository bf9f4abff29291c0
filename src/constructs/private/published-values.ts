import { aws_ssm as ssm, CfnOutput, Stack } from 'aws-cdk-lib';
import type { StagePlace } from './stage-place';

/** What a stage tells: an output for checks and people, and a parameter for other stages. */
export interface PublishedValue {
  readonly output: string;
  readonly parameter: string;
  readonly value: string;
  readonly description: string;
}

/** Tells the values of a stage. Without an environment of a blueprint there is no name that others could know, and so no parameter. */
export function publish(stack: Stack, { parameterOf }: StagePlace, values: readonly PublishedValue[]): void {
  for (const { output, parameter, value, description } of values) {
    new CfnOutput(stack, output, { value, description });
    if (parameterOf !== undefined) {
      new ssm.StringParameter(stack, `${output}Parameter`, { parameterName: parameterOf(parameter), stringValue: value, description });
    }
  }
}

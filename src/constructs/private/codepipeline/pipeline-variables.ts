import { aws_codepipeline as codepipeline } from 'aws-cdk-lib';
import { PipelineVariable } from '../../../blueprint';

type Variables = Record<string, PipelineVariable>;

/** The variables as the pipeline declares them. */
export function declareVariables(variables: Variables): codepipeline.Variable[] {
  return Object.entries(variables).map(([variableName, variable]) => new codepipeline.Variable({ variableName, ...variable }));
}

/** The variables as an action reads them into the environment of its commands. */
export function readVariables(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.keys(variables).map((name) => [name, `#{variables.${name}}`]));
}

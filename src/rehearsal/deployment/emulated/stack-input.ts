import { readFileSync } from 'node:fs';
import type { Capability, CreateStackInput } from '@aws-sdk/client-cloudformation';
import { ActionFailure, NotExecutable } from '../../execution/action-outcome';
import { isObject } from '../../model/intrinsics';
import type { StackRequest } from '../deployment';

/** What creating a stack, updating it and preparing a change set have in common. */
export type StackInput = Required<Pick<CreateStackInput, 'StackName' | 'TemplateBody' | 'Parameters' | 'Capabilities' | 'Tags'>>
  & Pick<CreateStackInput, 'RoleARN'>;

/** The content of a template configuration file. */
interface TemplateConfiguration {
  readonly Parameters?: Record<string, unknown>;
  readonly Tags?: Record<string, unknown>;
  readonly StackPolicy?: unknown;
}

/**
 * What the action hands to CloudFormation. `ParameterOverrides` come before the template configuration:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
 */
export function stackInput(request: StackRequest): StackInput {
  const { action: { configuration }, stack, template } = request;
  const { Parameters = {}, Tags = {} } = templateConfiguration(request);
  const parameters = { ...Parameters, ...parameterOverrides(configuration.ParameterOverrides) };
  return {
    StackName: stack.name,
    TemplateBody: readFileSync(template.file, 'utf8'),
    Parameters: Object.entries(parameters).map(([key, value]) => ({ ParameterKey: key, ParameterValue: String(value) })),
    Tags: Object.entries(Tags).map(([key, value]) => ({ Key: key, Value: String(value) })),
    Capabilities: (configuration.Capabilities ?? '').split(',').filter(Boolean) as Capability[],
    RoleARN: configuration.RoleArn || undefined,
  };
}

/** The policy that protects resources of the stack from updates, if the template configuration has one. */
export function stackPolicy(request: StackRequest): { StackPolicyBody?: string } {
  const { StackPolicy } = templateConfiguration(request);
  return StackPolicy === undefined ? {} : { StackPolicyBody: JSON.stringify(StackPolicy) };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html */
function templateConfiguration({ templateConfiguration: file }: StackRequest): TemplateConfiguration {
  return file ? objectIn(readFileSync(file.file, 'utf8'), `TemplateConfiguration ${file.reference}`) : {};
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-parameter-override-functions.html */
function parameterOverrides(text: string | undefined): Record<string, unknown> {
  const overrides = text ? objectIn(text, 'ParameterOverrides') : {};
  const computed = Object.entries(overrides).find(([, value]) => isObject(value));
  if (computed) {
    throw new NotExecutable(`ParameterOverrides computes ${computed[0]} with ${Object.keys(computed[1] as object).join()}, which reads artifacts in S3`);
  }
  return overrides;
}

function objectIn(text: string, place: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ActionFailure(`${place} must be JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) {
    throw new ActionFailure(`${place} must be a JSON object`);
  }
  return value;
}

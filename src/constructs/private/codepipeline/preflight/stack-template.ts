import { Stack } from 'aws-cdk-lib';
import { withBootstrapRule } from './bootstrap-rule';

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

/** A template as it will be written, before it is. */
export interface StackTemplate {
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly text: string;
}

const NOT_INDENTED = '@aws-cdk/core:suppressTemplateIndentation';

/** Renders a stack whose references are resolved: in validations or later. */
export function renderTemplate(stack: Stack): StackTemplate {
  // The one way to a template that does not synthesize the app again; modules of aws-cdk-lib use it, too.
  const template = (stack as unknown as { _toCloudFormation(): Record<string, object> })._toCloudFormation();
  const text = JSON.stringify(withBootstrapRule(template, stack), undefined, stack.node.tryGetContext(NOT_INDENTED) === true ? undefined : 1);
  const { stackName, account, region } = stack;
  // Without what is absent, as CloudFormation reads it.
  const { Resources: resources = {} } = JSON.parse(text) as { Resources?: StackTemplate['resources'] };
  return { stackName, account, region, resources, text };
}

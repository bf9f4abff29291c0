import { AccountResources } from './account-resources';

type Place = Pick<AccountResources, 'account' | 'partition'>;

/** `{{resolve:secretsmanager:…}}` up to what tells the secret; an intrinsic function ends the text of the template there. */
const SECRET = /\{\{resolve:secretsmanager:(arn:[^:"}]+:secretsmanager:[^:"}]*:\d*:secret:[^:"}]+|[^:"}]*)/g;
const PARAMETER = /\{\{resolve:ssm(?:-secure)?:([^:"}]*)/g;
const PUBLIC_PARAMETER = /^\/aws\/service\//;

/**
 * The secrets whose values CloudFormation reads for a template.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export function secretArns(texts: readonly string[], { account, partition }: Place): string[] {
  const secrets = texts.flatMap((text) => [...text.matchAll(SECRET)].map(([, secret]) => secret));
  const arns = secrets.map((secret) => (secret.startsWith('arn:') ? secret : `arn:${partition}:secretsmanager:*:${account}:secret:${secret === '' ? '*' : `${secret}-??????`}`));
  return [...new Set(arns)].sort();
}

/**
 * The parameters that CloudFormation reads for a template: references, and the template's own parameters, among them the
 * version of the bootstrap.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function parameterArns(texts: readonly string[], { account, partition }: Place): string[] {
  const names = texts.flatMap((text) => [...[...text.matchAll(PARAMETER)].map(([, name]) => name), ...parametersOf(text)]);
  const arns = names.map((name) => {
    if (PUBLIC_PARAMETER.test(name)) {
      return `arn:${partition}:ssm:*::parameter/aws/service/*`;
    }
    return `arn:${partition}:ssm:*:${account}:parameter/${name === '' ? '*' : name.replace(/^\//, '')}`;
  });
  return [...new Set(arns)].sort();
}

/**
 * The stacks of the account whose outputs CloudFormation reads for a template, by the role that it deploys with.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
 */
export function stackArns(texts: readonly string[], { account, partition }: Place): string[] {
  const arns = texts.flatMap((text) => outputReferences(JSON.parse(text))).map(({ StackName, Region }) => {
    const [name, region] = [StackName, Region].map((one) => (typeof one === 'string' ? one : '*'));
    return `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`;
  });
  return [...new Set(arns)].sort();
}

/** With a role of its own a reference is another account's matter. */
function outputReferences(value: unknown): OutputReference[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const reference = (value as { readonly 'Fn::GetStackOutput'?: OutputReference })['Fn::GetStackOutput'];
  return [...(reference && reference.RoleArn === undefined ? [reference] : []), ...Object.values(value).flatMap(outputReferences)];
}

interface OutputReference {
  readonly StackName?: unknown;
  readonly Region?: unknown;
  readonly RoleArn?: unknown;
}

function parametersOf(text: string): string[] {
  const { Parameters = {} } = JSON.parse(text) as { readonly Parameters?: Readonly<Record<string, TemplateParameter>> };
  return Object.values(Parameters)
    .filter(({ Type }) => Type?.startsWith('AWS::SSM::Parameter::'))
    .map(({ Default }) => (typeof Default === 'string' ? Default : ''));
}

interface TemplateParameter {
  readonly Type?: string;
  readonly Default?: unknown;
}

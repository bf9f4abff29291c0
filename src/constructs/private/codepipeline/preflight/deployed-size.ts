import { region_info as regions } from 'aws-cdk-lib';
import type { StackTemplate } from './stack-template';

/** The random part that CloudFormation appends to names, with its hyphen. */
const RANDOM = '-'.padEnd(13, 'x');
const LONGEST_BUCKET_NAME = 63;
const LONGEST_NAME = 64;
const UUID_LENGTH = 36;

/**
 * A policy in the form that CloudFormation sends, in which references are replaced by values.
 *
 * Generated names are not known before the deployment, only how long they are.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function deployedPolicy(document: unknown, template: StackTemplate): string {
  return JSON.stringify(deployed(document, template));
}

function deployed(value: unknown, template: StackTemplate): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => deployed(item, template));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[key, argument], ...others] = Object.entries(value).length === 0 ? [['', undefined]] : Object.entries(value);
  if (others.length > 0 || !(key === 'Ref' || key.startsWith('Fn::'))) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, deployed(item, template)]));
  }
  switch (key) {
    case 'Ref':
      return pseudoParameter(argument as string, template) ?? nameOf(argument as string, template);
    case 'Fn::GetAtt':
      return arnOf([argument].flat()[0] as string, template);
    case 'Fn::Join':
      return (argument as [string, unknown[]])[1].map((part) => deployed(part, template)).join((argument as [string, unknown[]])[0]);
    default:
      // What another stack exports are ARNs and names.
      return 'x'.repeat(LONGEST_NAME);
  }
}

function pseudoParameter(name: string, { account, region }: StackTemplate): string | undefined {
  const { partition = 'aws', domainSuffix = 'amazonaws.com' } = regions.RegionInfo.get(region);
  const values: Record<string, string> = { 'AWS::Partition': partition, 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::URLSuffix': domainSuffix };
  return values[name];
}

function nameOf(logicalId: string, { stackName, resources }: StackTemplate): string {
  switch (resources[logicalId]?.Type) {
    case 'AWS::KMS::Key':
      return 'x'.repeat(UUID_LENGTH);
    case 'AWS::S3::Bucket':
      return `${stackName}-${logicalId}`.slice(0, LONGEST_BUCKET_NAME - RANDOM.length) + RANDOM;
    default:
      return `${stackName}-${logicalId}`.slice(0, LONGEST_NAME - RANDOM.length) + RANDOM;
  }
}

function arnOf(logicalId: string, template: StackTemplate): string {
  const [, service = '', type = ''] = (resourceType(logicalId, template)).toLowerCase().split('::');
  const partition = pseudoParameter('AWS::Partition', template);
  const name = nameOf(logicalId, template);
  if (service === 's3') {
    return `arn:${partition}:s3:::${name}`;
  }
  return `arn:${partition}:${service}:${service === 'iam' ? '' : template.region}:${template.account}:${type}/${name}`;
}

function resourceType(logicalId: string, { resources }: StackTemplate): string {
  return resources[logicalId]?.Type ?? '';
}

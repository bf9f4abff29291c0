import { readDeployedStack } from '../../deployment/deployed-stacks';
import type { StackTemplate } from '../../deployment/stack-template';
import { targets } from '../../execution/aws-answers';
import type { ExecutionContext } from '../../execution/execution-context';
import { alarmOf } from '../../model/alarm-definition';
import type { AssemblyStack, Template } from '../../model/cloud-assembly';
import { AwsAnswers, AwsCall, AwsError } from '../aws-call';

const NESTED = 'AWS::CloudFormation::Stack';

/** The resources of stacks that the rehearsal takes to be deployed, as their templates have them. */
export function stackAnswers(context: ExecutionContext): AwsAnswers {
  const now = () => context.clock.now();
  return {
    'cloudformation ListStackResources': (call) => {
      const resources = resourcesFor(call, context);
      return resources && { StackResourceSummaries: resources.map((resource) => ({ ...resource, LastUpdatedTimestamp: now() })) };
    },
    'cloudformation DescribeStackResources': (call) => {
      const { LogicalResourceId: wanted, StackName } = call.input;
      const resources = resourcesFor(call, context)?.filter(({ LogicalResourceId: id }) => wanted === undefined || id === wanted);
      return resources && { StackResources: resources.map((resource) => ({ ...resource, StackName: nameIn(StackName), Timestamp: now() })) };
    },
  };
}

/** Undefined for a stack that the pipeline does not deploy, or of which an emulator knows. */
function resourcesFor({ account, region, input }: AwsCall, context: ExecutionContext) {
  const asked = nameIn(input.StackName);
  const here = targets(context).filter((stack) => stack.account === account && stack.region === region);
  const known = here.find(({ name }) => name === asked) ?? here.find(({ name }) => isWithin(asked, name));
  const file = known && context.deployment.filesOf?.(known)?.deployed;
  if (!known || file === undefined) {
    return undefined;
  }
  const root = readDeployedStack(file)?.template;
  if (!root) {
    throw new AwsError('ValidationError', `Stack with id ${asked} does not exist`);
  }
  const template = findTemplate(asked, known.name, root);
  return template && resourcesOf(template.body as Template, { ...context.definition.stack, stackName: asked, account, region });
}

function resourcesOf(template: Template, stack: AssemblyStack) {
  return Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({
    LogicalResourceId: logicalId,
    // A reference to a resource is its logical id here; alarms and nested stacks are asked for by their names.
    PhysicalResourceId: resource.Type === NESTED
      ? `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${nestedName(stack.stackName, logicalId)}/rehearsal`
      : alarmOf(logicalId, resource, template, stack)?.name ?? logicalId,
    ResourceType: resource.Type,
    ResourceStatus: 'CREATE_COMPLETE',
  }));
}

/** The template of a stack, or of one that is nested in it. */
function findTemplate(asked: string, name: string, template: StackTemplate): StackTemplate | undefined {
  if (asked === name) {
    return template;
  }
  const nested = Object.entries(template.nested).map(([logicalId, inner]) => ({ name: nestedName(name, logicalId), inner }));
  const next = nested.find((candidate) => isWithin(asked, candidate.name));
  return next && findTemplate(asked, next.name, next.inner);
}

/** As CloudFormation names a nested stack, but for the random end. */
function nestedName(parent: string, logicalId: string): string {
  return `${parent}-${logicalId}`;
}

function isWithin(asked: string, name: string): boolean {
  return asked === name || asked.startsWith(`${name}-`);
}

/** A stack is asked for by its name or its ARN. */
function nameIn(given: unknown): string {
  return /^arn:[^:]*:cloudformation:[^:]*:\d*:stack\/([^/]+)/.exec(String(given))?.[1] ?? String(given);
}

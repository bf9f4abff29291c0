import { readDeployedStack } from '../../deployment/deployed-stacks';
import { targets } from '../../execution/aws-answers';
import type { ExecutionContext } from '../../execution/execution-context';
import { alarmOf } from '../../model/alarm-definition';
import type { Template, TemplateResource } from '../../model/cloud-assembly';
import { AwsAnswers, AwsCall, AwsError } from '../aws-call';

/** The resources of stacks that the rehearsal takes to be deployed, as their templates have them. */
export function stackAnswers(context: ExecutionContext): AwsAnswers {
  const resourcesOf = (call: AwsCall) => {
    const name = nameIn(call.input.StackName);
    const known = targets(context).find((stack) => stack.name === name && stack.account === call.account && stack.region === call.region);
    const file = known && context.deployment.filesOf?.(known)?.deployed;
    if (!known || file === undefined) {
      return undefined;
    }
    const template = readDeployedStack(file)?.template.body as Template | undefined;
    if (!template) {
      throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
    }
    const stack = { ...context.definition.stack, stackName: name, account: known.account, region: known.region };
    return Object.entries(template.Resources ?? {}).map(([logicalId, resource]: [string, TemplateResource]) => ({
      LogicalResourceId: logicalId,
      // A reference to a resource is its logical id here; alarms are asked for by their names.
      PhysicalResourceId: alarmOf(logicalId, resource, template, stack)?.name ?? logicalId,
      ResourceType: resource.Type,
      ResourceStatus: 'CREATE_COMPLETE',
    }));
  };
  return {
    'cloudformation ListStackResources': (call) => {
      const resources = resourcesOf(call);
      return resources && { StackResourceSummaries: resources.map((resource) => ({ ...resource, LastUpdatedTimestamp: context.clock.now() })) };
    },
    'cloudformation DescribeStackResources': (call) => {
      const { LogicalResourceId: wanted } = call.input;
      const resources = resourcesOf(call)?.filter(({ LogicalResourceId: id }) => wanted === undefined || id === wanted);
      const more = { StackName: nameIn(call.input.StackName), Timestamp: context.clock.now() };
      return resources && { StackResources: resources.map((resource) => ({ ...resource, ...more })) };
    },
  };
}

/** A stack is asked for by its name or its ARN. */
function nameIn(given: unknown): string {
  return /^arn:[^:]*:cloudformation:[^:]*:\d*:stack\/([^/]+)/.exec(String(given))?.[1] ?? String(given);
}

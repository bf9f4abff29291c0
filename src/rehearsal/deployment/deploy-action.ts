import { templateFiles } from './artifact-file';
import { accountOfRole, StackReference, StackRequest, TargetStack } from './deployment';
import { putOutputFile } from './output-file';
import { noticesOf } from './stack-notices';
import { ActionFailure, ActionOutcome, NotExecutable } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import type { AssemblyStack } from '../model/cloud-assembly';
import type { ActionDefinition } from '../model/pipeline-definition';

/**
 * A CloudFormation action: its mode says what happens to the stack, the deployment of the rehearsal makes it happen.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
 */
export async function runCloudFormation(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const outcome = await perform(action, context);
  putOutputFile(action, outcome, context);
  return outcome;
}

async function perform(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const { ActionMode: mode = '', StackName: name = '', ChangeSetName: changeSet = '' } = action.configuration;
  if (!name) {
    throw new ActionFailure('the action must have a StackName');
  }
  const reference: StackReference = { action, stack: targetOf(action, name, context) };
  switch (mode) {
    case 'CREATE_UPDATE':
    case 'REPLACE_ON_FAILURE':
      return withNotices(reference, context, (request) => context.deployment.createOrUpdate(request));
    case 'CHANGE_SET_REPLACE':
      return prepareChangeSet(reference, changeSet, context);
    case 'CHANGE_SET_EXECUTE':
      return executeChangeSet(reference, changeSet, context);
    case 'DELETE_ONLY':
      return context.deployment.delete(reference);
    default:
      throw new NotExecutable(`the action mode ${mode || '(none)'} has an effect in an account only`);
  }
}

/** A person who reads what is deployed reads what its constructs say of it as well. */
async function withNotices(
  reference: StackReference, context: ExecutionContext, deploy: (request: StackRequest) => Promise<ActionOutcome>,
): Promise<ActionOutcome> {
  const request = { ...reference, ...templateFiles(reference.action, context) };
  const outcome = await deploy(request);
  return { ...outcome, remarks: [...outcome.remarks ?? [], ...noticesOf(request.template.file)] };
}

async function prepareChangeSet(reference: StackReference, changeSet: string, context: ExecutionContext): Promise<ActionOutcome> {
  const key = `${reference.stack.name}/${changeSet}`;
  context.changeSets.set(key, 'notPrepared');
  const outcome = await withNotices(reference, context, (request) => context.deployment.prepareChangeSet(request, changeSet));
  if (outcome.status === 'succeeded') {
    context.changeSets.set(key, 'prepared');
  }
  return outcome;
}

async function executeChangeSet(reference: StackReference, changeSet: string, context: ExecutionContext): Promise<ActionOutcome> {
  const { name } = reference.stack;
  switch (context.changeSets.get(`${name}/${changeSet}`)) {
    case 'prepared':
      return context.deployment.executeChangeSet(reference, changeSet);
    case 'notPrepared':
      throw new NotExecutable(`needs the change set ${changeSet} of ${name}, which was not prepared`);
    default:
      throw new ActionFailure(`the change set ${changeSet} of ${name} is prepared by no earlier action`);
  }
}

/** An action acts in the account of its role; the role for CloudFormation must be of the same account. */
export function targetOf(action: ActionDefinition, name: string, { definition: { stack } }: ExecutionContext): TargetStack {
  const account = accountOfRole(action.roleArn) ?? accountOfRole(action.configuration.RoleArn);
  return { account: account ?? stack.account, region: action.region ?? stack.region, name };
}

/** A stack that the pipeline deploys by updating itself. */
export function targetOfUpdate({ account, region, stackName }: AssemblyStack): TargetStack {
  return { account, region, name: stackName };
}

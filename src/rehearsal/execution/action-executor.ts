import { ActionFailure, ActionOutcome, NotExecutable } from './action-outcome';
import { runApproval } from './approval-action';
import { runCodeBuild } from './build-action';
import { runCommands } from './commands-action';
import { runEcsBlueGreen } from './ecs-blue-green-action';
import { runEcsDeploy } from './ecs-deploy-action';
import type { ExecutionContext } from './execution-context';
import { refuseClones } from './full-clone';
import { runLambda } from './lambda-action';
import { runS3Deploy } from './s3-deploy-action';
import { runSource } from './source-action';
import { runCloudFormation } from '../deployment/deploy-action';
import { ActionDefinition, isNamed } from '../model/pipeline-definition';

/** Runs one action. Never throws for something that is the action's own fault. */
export async function executeAction(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const ordered = context.faults.failingActions.find((name) => isNamed(action, name));
  if (ordered !== undefined) {
    return { status: 'failed', reasons: [`fails as ordered by --fail ${ordered}; it was not run`] };
  }
  try {
    // AWS fetches every input before the action starts, also those that it then makes no use of.
    action.inputs.forEach((artifact) => context.artifacts.get(artifact));
    refuseClones(action, context.definition);
    const configuration = Object.entries(action.configuration).map(([key, value]) => [key, context.variables.resolve(value)]);
    return await perform({ ...action, configuration: Object.fromEntries(configuration) as Record<string, string> }, context, action);
  } catch (error) {
    if (error instanceof NotExecutable) {
      // A change set that could not be prepared must not look as if no action had tried.
      markChangeSet(action, context);
      return { status: 'notExecuted', reasons: [error.message] };
    }
    if (error instanceof ActionFailure) {
      return { status: 'failed', reasons: [error.message] };
    }
    throw error;
  }
}

/** @param declared the action with its references to variables, for words that may hold no value of one */
function perform(action: ActionDefinition, context: ExecutionContext, declared: ActionDefinition): ActionOutcome | Promise<ActionOutcome> {
  if (action.category === 'Source') {
    return runSource(action, context);
  }
  switch (action.provider) {
    case 'CodeBuild':
      return runCodeBuild(action, context);
    case 'Commands':
      return runCommands(action, context);
    case 'CloudFormation':
      return runCloudFormation(action, context);
    case 'S3':
      return runS3Deploy(action, context, declared);
    case 'ECS':
      return runEcsDeploy(action, context, declared);
    case 'CodeDeployToECS':
      return runEcsBlueGreen(action, context, declared);
    case 'Lambda':
      return runLambda(action, context);
    case 'Manual':
      return runApproval(action, context, declared);
    default:
      throw new NotExecutable(`the provider ${action.provider} (${action.category}) has no stand-in on this machine`);
  }
}

function markChangeSet({ configuration }: ActionDefinition, context: ExecutionContext): void {
  if (configuration.ActionMode === 'CHANGE_SET_REPLACE') {
    context.changeSets.set(`${configuration.StackName}/${configuration.ChangeSetName}`, 'notPrepared');
  }
}

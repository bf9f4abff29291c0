import { templateFiles } from './artifact-file';
import { targetOf } from './deploy-action';
import { ActionFailure, NotExecutable } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';

const MODES_WITH_TEMPLATE = ['CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE'];

/** Tells the deployment of the templates that have just become available, so that it can look at them while builds run. */
export function announceTemplates(context: ExecutionContext, artifacts: readonly string[]): void {
  const actions = context.definition.stages.flatMap((stage) => stage.actions);
  actions.filter((action) => artifacts.some((artifact) => takesTemplateFrom(artifact, action))).forEach((action) => announce(action, context));
}

function takesTemplateFrom(artifact: string, { provider, configuration }: ActionDefinition): boolean {
  return provider === 'CloudFormation' && MODES_WITH_TEMPLATE.includes(configuration.ActionMode)
    && (configuration.TemplatePath ?? '').startsWith(`${artifact}::`);
}

function announce(action: ActionDefinition, context: ExecutionContext): void {
  const { StackName: name = '' } = action.configuration;
  try {
    context.deployment.announce?.({ action, stack: targetOf(action, name, context), ...templateFiles(action, context) });
  } catch (error) {
    // It is the action that says so when its turn comes.
    if (!(error instanceof ActionFailure || error instanceof NotExecutable)) {
      throw error;
    }
  }
}

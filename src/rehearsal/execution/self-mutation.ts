import { ActionFailure, ActionOutcome, PipelineUpdate } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import type { BuildNote } from '../codebuild/build-notes';
import { targetOfUpdate } from '../deployment/deploy-action';
import { readStackTemplate } from '../deployment/stack-template';
import { CloudAssembly } from '../model/cloud-assembly';
import { definitionProblems } from '../model/definition-rules';
import { findPipelineAgain } from '../model/pipeline-choice';
import type { ActionDefinition, PipelineDefinition } from '../model/pipeline-definition';

/**
 * What a succeeded build amounts to, given the notes of its tools.
 *
 * `cdk deploy` of the running pipeline's own stack is the one deployment whose whole effect can be seen here: the
 * pipeline goes on as the new template says. Everything else that needs AWS makes the action not executed.
 */
export function effectOfNotes(notes: readonly BuildNote[], action: ActionDefinition, context: ExecutionContext): ActionOutcome {
  const own = notes.filter((note) => note.kind === 'deployment' && deploysStackOf(context.definition, note));
  const missing = notes.filter((note) => !own.includes(note) && note.kind !== 'info');
  const update = own.length > 0 ? pipelineUpdate(action, context) : undefined;
  const remarks = own.length === 0 ? [] : [describe(update)];
  if (missing.length > 0) {
    return { status: 'notExecuted', reasons: [...new Set(missing.map((note) => note.reason))], remarks, update };
  }
  return { status: 'succeeded', remarks, update };
}

function deploysStackOf({ stack }: PipelineDefinition, note: BuildNote): boolean {
  const selectors = [stack.id, stack.path, stack.displayName, stack.stackName, '--all', '*', '**'];
  return note.arguments.some((argument) => selectors.includes(argument));
}

function pipelineUpdate(action: ActionDefinition, context: ExecutionContext): PipelineUpdate | undefined {
  const running = context.definition;
  const app = context.artifacts.get(action.inputs[0]);
  if (!CloudAssembly.isAt(app)) {
    throw new ActionFailure(`the input artifact ${action.inputs[0]} is no cloud assembly: it has no manifest.json`);
  }
  const definition = findPipelineAgain(CloudAssembly.load(app), running);
  if (!definition) {
    throw new ActionFailure(`the cloud assembly has no stack ${running.stack.displayName} with the pipeline ${running.logicalId}`);
  }
  const problems = definitionProblems(definition);
  if (problems.length > 0) {
    throw new ActionFailure(`AWS would refuse the new pipeline: ${problems.join('; ')}`);
  }
  // The next review of the pipeline compares with what is live now.
  definition.updatedStacks.forEach((stack) => context.deployed.put(targetOfUpdate(stack), action.stage, readStackTemplate(stack.templateFile)));
  if (definition.templateText === running.templateText) {
    return undefined;
  }
  if (definition.resourceText === running.resourceText) {
    return { definition, consequence: 'goOn' };
  }
  return { definition, consequence: definition.restartsOnUpdate ? 'restart' : 'cancel' };
}

function describe(update: PipelineUpdate | undefined): string {
  switch (update?.consequence) {
    case undefined:
      return 'pipeline definition unchanged: nothing to update';
    case 'goOn':
      return 'the pipeline\'s stack has changed, the pipeline itself has not: the run goes on';
    case 'cancel':
      return 'the pipeline has changed and RestartExecutionOnUpdate is not set: AWS cancels this run';
    case 'restart':
      return 'the pipeline has changed: it starts again from the source';
  }
}

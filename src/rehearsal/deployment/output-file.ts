import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionOutcome } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';

/** Puts the outputs of the stack into the artifact of the action, if it names a file for them. */
export function putOutputFile(action: ActionDefinition, { status, variables }: ActionOutcome, context: ExecutionContext): void {
  const { name, outputs, configuration } = action;
  if (outputs.length === 0 || !configuration.OutputFileName || status !== 'succeeded') {
    return;
  }
  if (!variables) {
    context.artifacts.markAbsent(outputs, action);
    return;
  }
  const folder = context.folders.newFolder(name);
  writeFileSync(join(folder, configuration.OutputFileName), JSON.stringify(variables));
  context.artifacts.put(outputs[0], folder);
}

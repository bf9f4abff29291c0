import { readCheck } from './checks-file';
import type { DeliverOptions } from './deliver-options';
import { runTool } from './tool';

/** As CodeBuild runs a phase: one shell for all commands, ended by the first one that fails. */
const RUN_EACH = 'for command in "$@"; do eval "$command"; code=$?; if [ "$code" -ne 0 ]; then exit "$code"; fi; done';

/** Runs a check of a deployed environment. Answers with the exit code. */
export async function check({ environments: [environment], check: name, output }: DeliverOptions): Promise<number> {
  const { commands, variables } = readCheck(output, environment, name!);
  const code = await runTool('bash', ['-c', RUN_EACH, name!, ...commands], variables);
  return code === 0 ? 0 : 1;
}

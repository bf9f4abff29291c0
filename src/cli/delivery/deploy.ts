import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readyChecks, StackOutputs, writeChecks } from './checks-file';
import type { DeliverOptions } from './deliver-options';
import { groupsOf, readPlan } from './plan';
import { runTool } from './tool';

/** How many stacks the CDK CLI deploys at a time; CloudFormation throttles an account that asks for many more. */
const CONCURRENCY = '10';

/** Deploys exactly the stacks of an environment. Answers with the exit code. */
export async function deploy({ app, environments: [environment], output }: DeliverOptions): Promise<number> {
  const plan = readPlan(app, environment);
  const folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  const outputs: StackOutputs[] = [];
  try {
    for (const [index, stages] of groupsOf(plan.stages).entries()) {
      const file = join(folder, `outputs-${index}.json`);
      const code = await runTool('cdk', [
        'deploy', '--app', app, '--exclusively', '--require-approval', 'never', '--concurrency', CONCURRENCY, '--progress', 'events',
        '--outputs-file', file, ...stages.flatMap((stage) => stage.stacks),
      ]);
      if (code !== 0) {
        return 1;
      }
      outputs.push(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as StackOutputs : {});
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  writeChecks(output, environment, readyChecks(plan.checks, Object.assign({}, ...outputs) as StackOutputs));
  return 0;
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedCheck } from '../../blueprint/private/delivery-plan';
import { UsageError } from '../../rehearsal';

/** A check whose variables have their values. */
export interface ReadyCheck {
  readonly name: string;
  readonly commands: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Stack outputs as the CDK CLI writes them: by stack name, then by the output's logical id. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** @throws Error if a stack does not have an output that a check reads */
export function readyChecks(checks: readonly PlannedCheck[], deployed: StackOutputs): ReadyCheck[] {
  return checks.map(({ name, commands, outputs }) => ({
    name,
    commands,
    variables: Object.fromEntries(Object.entries(outputs).map(([variable, { stackName, output }]) => {
      const value = deployed[stackName]?.[output];
      if (value === undefined) {
        throw new UsageError(`check ${name}, ${variable}`, 'must come from an output of the deployed stack', `${stackName}.${output}`, 'The stack has no such output; look for a condition on it.');
      }
      return [variable, value];
    })),
  }));
}

/** Hands over to the checks what they need, and nothing else of a deployment. */
export function writeChecks(folder: string, environment: string, checks: readonly ReadyCheck[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(checksFile(folder, environment), `${JSON.stringify({ environment, checks }, undefined, 2)}\n`);
}

/** @throws UsageError if the environment was not deployed, or has no such check */
export function readCheck(folder: string, environment: string, name: string): ReadyCheck {
  const file = checksFile(folder, environment);
  let checks: ReadyCheck[];
  try {
    ({ checks } = JSON.parse(readFileSync(file, 'utf8')) as { checks: ReadyCheck[] });
  } catch (error) {
    throw new UsageError('--environment', `must have left ${file}`, `${environment} (${(error as Error).message})`, `Run \`deliver deploy --environment ${environment}\` first.`);
  }
  const check = checks.find((candidate) => candidate.name === name);
  if (!check) {
    throw new UsageError('--check', `must be one of ${checks.map((candidate) => candidate.name).join(', ') || 'none'}`, name, 'Name a check of that environment.');
  }
  return check;
}

function checksFile(folder: string, environment: string): string {
  return join(folder, `${environment}.json`);
}

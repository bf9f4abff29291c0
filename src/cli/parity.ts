import { basename } from 'node:path';
import { DeploymentEnvironment, PipelineBlueprint } from '../blueprint';
import { CloudAssembly, UsageError } from '../rehearsal';
import { PARITY_HELP } from './help';
import { compareStacks } from './parity/compared-stacks';
import { differencesOf } from './parity/differences';
import { settingsOf } from './parity/environment-settings';
import { parseParityOptions } from './parity/options';
import { inWords, Parity } from './parity/text';

/** `cdk-multi-account-pipeline parity`. Answers with the exit code. */
export async function parity(args: string[]): Promise<number> {
  const options = parseParityOptions(args);
  if (options.help) {
    process.stdout.write(PARITY_HELP);
    return 0;
  }
  const blueprint = read(options.blueprint);
  const [first, second] = options.environments.map((name) => find(blueprint, name));
  const found: Parity = {
    environments: options.environments,
    settings: differencesOf(settingsOf(first), settingsOf(second), (one, other) => one === other),
    stacks: compareStacks(CloudAssembly.load(options.app), [first, second]),
  };
  process.stdout.write(`${options.json ? JSON.stringify(found, undefined, 2) : inWords(found)}\n`);
  return 0;
}

function read(file: string): PipelineBlueprint {
  try {
    return PipelineBlueprint.fromFile(file);
  } catch (error) {
    throw new UsageError('--blueprint', 'must be a configuration that every rule accepts', basename(file), (error as Error).message);
  }
}

function find(blueprint: PipelineBlueprint, name: string): DeploymentEnvironment {
  const environment = blueprint.tryFindEnvironment(name);
  if (!environment) {
    throw new UsageError('parity', 'must be called with environments of the blueprint', name, `Environments are: ${blueprint.environments.map((one) => one.name).join(', ')}.`);
  }
  return environment;
}

import { ActionFailure, NotExecutable } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import type { Buildspec } from '../codebuild/buildspec/buildspec';
import { ActionDefinition, BuildVariable, CodeBuildProject } from '../model/pipeline-definition';
import { buildVariableOf } from '../model/pipeline-reader';
import { parseSecretReference, VALUES_FILE } from '../values/rehearsal-values';

/** The variables of an action's `EnvironmentVariables`, which is JSON in a text. */
export function actionVariables(action: ActionDefinition): BuildVariable[] {
  const text = action.configuration.EnvironmentVariables;
  if (!text) {
    return [];
  }
  try {
    const variables = JSON.parse(text) as Record<string, unknown>[];
    return variables.map((variable) => buildVariableOf(variable.name, variable.type, variable.value));
  } catch (error) {
    throw new ActionFailure(`EnvironmentVariables is not valid JSON: ${(error as Error).message}`);
  }
}

/** The variables of a build that its user has declared. */
export interface DeclaredVariables {
  readonly values: Readonly<Record<string, string>>;
  /** Those that AWS keeps in Parameter Store or Secrets Manager. */
  readonly secret: readonly string[];
}

/**
 * The variables that the user has declared: the action's come before the project's, those before the buildspec's.
 *
 * A parameter or secret lives in AWS. A developer may give a value of their own, in the values file or in a variable of the
 * same name; they do so knowingly, and it is the one case in which a secret-looking variable reaches a build.
 *
 * @throws NotExecutable if a parameter or a secret has no such value
 */
export function declaredVariables(
  buildspec: Pick<Buildspec, 'variables' | 'parameters' | 'secrets'>, project: Pick<CodeBuildProject, 'variables'>,
  action: readonly BuildVariable[], context: Pick<ExecutionContext, 'environment' | 'values' | 'redaction'>,
): DeclaredVariables {
  const given = [...project.variables, ...action];
  const remote = new Map([
    ...Object.entries(buildspec.parameters).map(([name, value]) => [name, { name, type: 'PARAMETER_STORE', value }] as const),
    ...Object.entries(buildspec.secrets).map(([name, value]) => [name, { name, type: 'SECRETS_MANAGER', value }] as const),
  ] as [string, BuildVariable][]);
  given.forEach((variable) => variable.type === 'PLAINTEXT' ? remote.delete(variable.name) : remote.set(variable.name, variable));

  const resolved = [...remote.values()].map((variable) => ({ variable, value: valueOf(variable, context) }));
  const missing = resolved.filter(({ value }) => value === undefined).map(({ variable }) => describe(variable));
  if (missing.length > 0) {
    throw new NotExecutable(`needs ${missing.join(', ')}, which AWS keeps; give values of your own in ${VALUES_FILE}, or in variables of these names`);
  }
  resolved.forEach(({ value }) => context.redaction.add(value!));
  return {
    values: {
      ...buildspec.variables,
      ...Object.fromEntries(given.map(({ name, value }) => [name, value])),
      ...Object.fromEntries(resolved.map(({ variable, value }) => [variable.name, value!])),
    },
    secret: [...remote.keys()],
  };
}

function valueOf({ name, type, value }: BuildVariable, { values, environment }: Pick<ExecutionContext, 'environment' | 'values'>): string | undefined {
  return (type === 'SECRETS_MANAGER' ? values.secret(value) : values.parameter(value)) ?? environment[name];
}

function describe({ name, type, value }: BuildVariable): string {
  if (type === 'PARAMETER_STORE') {
    return `${name} (parameter ${value})`;
  }
  const { ids: [id], key } = parseSecretReference(value);
  return `${name} (secret ${id}${key ? `, key ${key}` : ''})`;
}

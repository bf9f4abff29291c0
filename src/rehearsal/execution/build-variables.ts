import { ActionFailure, NotExecutable } from './action-outcome';
import type { Buildspec } from '../codebuild/buildspec';
import { ActionDefinition, BuildVariable, CodeBuildProject } from '../model/pipeline-definition';
import { buildVariableOf } from '../model/pipeline-reader';

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

/**
 * The variables that the user has declared: the action's come before the project's, those before the buildspec's.
 *
 * A parameter or secret lives in AWS. A developer may give a value of their own in a variable of the same name; they do
 * so knowingly, and it is the one case in which a secret-looking variable reaches a build.
 *
 * @throws NotExecutable if a parameter or a secret has no such value
 */
export function declaredVariables(
  buildspec: Buildspec, project: CodeBuildProject, action: readonly BuildVariable[], environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const given = [...project.variables, ...action];
  const remote = new Map(Object.entries(buildspec.remoteVariables));
  given.forEach(({ name, type, value }) => type === 'PLAINTEXT'
    ? remote.delete(name)
    : remote.set(name, `${type === 'SECRETS_MANAGER' ? 'secret' : 'parameter'} ${value}`));

  const missing = [...remote].filter(([name]) => environment[name] === undefined);
  if (missing.length > 0) {
    const list = missing.map(([name, place]) => `${name} (${place})`).join(', ');
    throw new NotExecutable(`needs ${list}, which AWS keeps; set a value of your own in the environment to rehearse it`);
  }
  return {
    ...buildspec.variables,
    ...Object.fromEntries(given.map(({ name, value }) => [name, value])),
    ...Object.fromEntries([...remote.keys()].map((name) => [name, environment[name]!])),
  };
}

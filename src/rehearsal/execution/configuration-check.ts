import type { ActionDefinition } from '../model/pipeline-definition';

/** What the documentation of an action says about its configuration. */
export interface ConfigurationRules {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Everything that CodePipeline refuses in the names of a configuration; the words are its own. */
export function configurationProblems({ configuration }: ActionDefinition, { required, optional }: ConfigurationRules): string[] {
  const known = [...required, ...optional];
  const missing = required.filter((name) => !configuration[name]);
  const unknown = Object.keys(configuration).filter((name) => !known.includes(name));
  return [
    ...missing.map((name) => `the action is missing required configuration ${name}`),
    ...unknown.map((name) => `the action contains unknown configuration ${name}: it knows ${known.join(', ')}`),
  ];
}

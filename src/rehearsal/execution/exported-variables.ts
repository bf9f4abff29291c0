/** What a build gives to its namespace, and what a person should know about it. */
export interface ExportedVariables {
  readonly values: Readonly<Record<string, string>>;
  readonly remarks: readonly string[];
}

/**
 * The variables that a build exports, at its end.
 *
 * @param refuses whether AWS does not export a variable of that name
 */
export function exportedVariables(
  names: readonly string[], environment: Readonly<Record<string, string>>, refuses: (name: string) => boolean,
): ExportedVariables {
  const refused = names.filter(refuses);
  const exported = names.filter((name) => !refused.includes(name));
  const unset = exported.filter((name) => environment[name] === undefined);
  return {
    values: Object.fromEntries(exported.map((name) => [name, environment[name] ?? ''])),
    remarks: [
      ...refused.map((name) => `${name} is not exported: AWS exports neither parameters nor secrets, and CodeBuild no AWS_ variables`),
      ...unset.map((name) => `the exported variable ${name} is never set`),
    ],
  };
}

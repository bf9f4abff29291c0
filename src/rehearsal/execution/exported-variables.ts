/** What a build gives to its namespace, and what a person should know about it. */
export interface ExportedVariables {
  readonly values: Readonly<Record<string, string>>;
  readonly remarks: readonly string[];
}

/**
 * The variables of `env.exported-variables` at the end of a build. Neither secrets nor parameters can be exported, nor names
 * that start with `AWS_`: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 *
 * @param secret names of variables whose values AWS keeps
 */
export function exportedVariables(
  names: readonly string[], environment: Readonly<Record<string, string>>, secret: readonly string[],
): ExportedVariables {
  const refused = names.filter((name) => secret.includes(name) || name.startsWith('AWS_'));
  const exported = names.filter((name) => !refused.includes(name));
  const unset = exported.filter((name) => environment[name] === undefined);
  return {
    values: Object.fromEntries(exported.map((name) => [name, environment[name] ?? ''])),
    remarks: [
      ...refused.map((name) => `${name} is not exported: CodeBuild exports neither parameters nor secrets nor AWS_ variables`),
      ...unset.map((name) => `the exported variable ${name} is never set`),
    ],
  };
}

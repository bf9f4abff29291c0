import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Build, BuildProps } from '../../../../blueprint';
import { BUILD_DEFINITION, REUSE_FOLDER, ReuseCommands } from '../../../../blueprint/private/build-reuse';

/** The commands that let a build of the blueprint's commands take its last output, if it may. */
export function reuseOf({ cache, output, paths, reports = [] }: BuildProps): ReuseCommands | undefined {
  return paths && new ReuseCommands({ output: output!, paths, cachePaths: cache?.paths, reports: reports.flatMap(({ files }) => files) });
}

/**
 * What the build depends on besides files, as a variable of its action: a hash of its settings, in which secrets stand
 * with their names alone, and the values that the pipeline's variables have in this run.
 */
export function reuseVariables({ settings }: Build, buildspec: codebuild.BuildSpec, variables: Record<string, string>): Record<string, string> {
  if (!settings.paths) {
    return {};
  }
  const hash = createHash('sha256').update(JSON.stringify([settings, buildspec.toBuildSpec()])).digest('hex');
  return { [BUILD_DEFINITION]: [hash, ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)].join(' ') };
}

/**
 * Refuses a buildspec of the repository that can take no output. One that is not in the folder of this synth is left to
 * the project type, which generates it.
 *
 * @throws Error that says what to do instead
 */
export function checkReuse(scope: Construct, { buildspec, name, paths }: Build): void {
  if (paths && buildspec !== undefined && existsSync(buildspec) && !readFileSync(buildspec, 'utf8').includes(REUSE_FOLDER)) {
    throw new Error(
      `${scope.node.path}: the build ${name} has paths, but ${buildspec} does not take and keep its output, and nobody adds to a buildspec that you wrote. `
      + 'Give the build commands in pipeline.json, generate the file with projen.BuildspecFile and its paths, or remove paths.');
  }
}

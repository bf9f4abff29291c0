import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { coverageCommand } from './coverage';
import { loginCommands } from './registries';
import { reuseOf } from './reuse';
import { BuildProps, BuildReport, ReportFormat } from '../../../../blueprint';
import { REUSE_CACHE_PATH } from '../../../../blueprint/private/build-reuse';

const FILE_FORMATS: Record<ReportFormat, string> = {
  [ReportFormat.JUNIT]: 'JUNITXML',
  [ReportFormat.COBERTURA]: 'COBERTURAXML',
  [ReportFormat.CLOVER]: 'CLOVERXML',
  [ReportFormat.JACOCO]: 'JACOCOXML',
};

/** The buildspec of a build that has its commands in the blueprint. */
export function inlineBuildspec(build: BuildProps, commands: readonly string[]): codebuild.BuildSpec {
  const { cache, installCommands = [], output, proxy, registries = [], reports = [], runtimes } = build;
  const reuse = reuseOf(build);
  const runs = (all: readonly string[]) => reuse?.unlessTaken(all) ?? all;
  const install = [...(reuse ? [reuse.take] : []), ...runs([...loginCommands(registries), ...installCommands])];
  const cachePaths = [...cache?.paths ?? [], ...(reuse ? [REUSE_CACHE_PATH] : [])];
  return codebuild.BuildSpec.fromObjectToYaml({
    version: '0.2',
    env: { shell: 'bash' },
    // The upload of logs and artifacts goes around the proxy unless it is told not to.
    ...(proxy && { proxy: { 'upload-artifacts': 'yes', 'logs': 'yes' } }),
    phases: {
      ...((runtimes ?? install.length > 0) && {
        install: { ...(runtimes && { 'runtime-versions': runtimes }), ...(install.length > 0 && { commands: install }) },
      }),
      build: { commands: [...runs([...commands, ...reports.flatMap(coverageCommand)]), ...(reuse ? [reuse.keep] : [])] },
    },
    ...(reports.length > 0 && { reports: Object.fromEntries(reports.map(reportGroup)) }),
    ...(output !== undefined && { artifacts: { 'base-directory': output, 'files': ['**/*'] } }),
    ...(cachePaths.length > 0 && { cache: { paths: cachePaths } }),
  });
}

function reportGroup({ format, files }: BuildReport): [string, object] {
  return [format, { 'files': files, 'file-format': FILE_FORMATS[format] }];
}

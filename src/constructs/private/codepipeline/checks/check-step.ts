import { aws_codebuild as codebuild, CfnOutput, Duration, pipelines } from 'aws-cdk-lib';
import { CheckFiles } from './check-files';
import { networkOf } from './check-network';
import { actAs, checkRole } from './check-role';
import { Check, CheckType, DeploymentEnvironment } from '../../../../blueprint';
import type { CommandCheckDocument, SecurityScanDocument } from '../../../../blueprint/private/check-document';
import { NODE_RUNTIME } from '../build-environment';

/** What checks of a pipeline have in common. */
export interface CheckInputs {
  /** The repository. */
  readonly source: pipelines.IFileSetProducer;
  readonly files: CheckFiles;
  /** The pipeline's own variables, as commands read them from their environment. */
  readonly variables: Record<string, string>;
}

type CheckWork = Pick<
  pipelines.CodeBuildStepProps, 'input' | 'additionalInputs' | 'installCommands' | 'commands' | 'partialBuildSpec' | 'rolePolicyStatements'
>;

const REPORT = 'check-report.xml';
/** Where the assembly is linked into the repository. The name is no likely one of a repository. */
const LINKED_ASSEMBLY = '.check-assembly';
const PIP_AUDIT = 'pip-audit==2.10.1';
const PYTHON = '3.12';

/** The step of a pipeline that runs a check. */
export function checkStep(
  check: Check, environment: DeploymentEnvironment, outputs: Record<string, CfnOutput>, inputs: CheckInputs,
): pipelines.CodeBuildStep {
  const type = codebuild.BuildEnvironmentVariableType.SECRETS_MANAGER;
  const secrets = Object.entries(check.secrets).map(([name, value]) => [name, { type, value }]);
  return new pipelines.CodeBuildStep(check.name, {
    ...workOf(check, environment, inputs),
    ...networkOf(check, environment, inputs.files),
    ...(check.timeoutMinutes !== undefined && { timeout: Duration.minutes(check.timeoutMinutes) }),
    ...(secrets.length > 0 && { buildEnvironment: { environmentVariables: Object.fromEntries(secrets) } }),
    env: inputs.variables,
    envFromCfnOutputs: outputs,
  });
}

function workOf(check: Check, environment: DeploymentEnvironment, inputs: CheckInputs): CheckWork {
  switch (check.type) {
    case CheckType.COMMAND:
      return commands(check._toDocument() as CommandCheckDocument, environment, inputs);
    case CheckType.SECURITY_SCAN:
      return securityScan(check, environment, inputs);
    default:
      return {
        input: inputs.files.assembly,
        commands: [inputs.files.command(check, environment.name, '.', REPORT)],
        partialBuildSpec: withReport([REPORT]),
      };
  }
}

function commands({ commands: given, reports, role }: CommandCheckDocument, environment: DeploymentEnvironment, { source }: CheckInputs): CheckWork {
  return {
    input: source,
    commands: given,
    partialBuildSpec: reports ? withReport(reports) : NODE_RUNTIME,
    ...(role !== undefined && { installCommands: actAs(role, environment.account), rolePolicyStatements: [checkRole(role, environment.account)] }),
  };
}

function securityScan(check: Check, environment: DeploymentEnvironment, { source, files }: CheckInputs): CheckWork {
  const { lockFiles } = check._toDocument() as SecurityScanDocument;
  const hasPython = lockFiles.some((file) => file.endsWith('.txt'));
  const python = codebuild.BuildSpec.fromObject({ phases: { install: { 'runtime-versions': { python: PYTHON } } } });
  return {
    input: source,
    additionalInputs: { [LINKED_ASSEMBLY]: files.assembly },
    installCommands: hasPython ? [`pip install --quiet ${PIP_AUDIT}`] : [],
    commands: [files.command(check, environment.name, LINKED_ASSEMBLY, REPORT)],
    partialBuildSpec: hasPython ? codebuild.mergeBuildSpecs(withReport([REPORT]), python) : withReport([REPORT]),
  };
}

/** CodeBuild makes a report group of each name and shows the newest reports of it. */
function withReport(files: string[]): codebuild.BuildSpec {
  const report = codebuild.BuildSpec.fromObject({ reports: { check: { files, 'file-format': 'JUNITXML' } } });
  return codebuild.mergeBuildSpecs(NODE_RUNTIME, report);
}

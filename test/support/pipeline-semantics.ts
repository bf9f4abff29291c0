/** Which results a condition may ask for at each moment. */
const RESULTS = {
  BeforeEntry: ['FAIL', 'SKIP'],
  OnSuccess: ['FAIL', 'ROLLBACK', 'SKIP'],
  OnFailure: ['FAIL', 'ROLLBACK', 'RETRY', 'SKIP'],
};
const RULES = ['CloudWatchAlarm', 'DeploymentWindow', 'VariableCheck'];

/** What a rehearsal understands of a pipeline, by area. Each is shown by at least one case. */
const BY_AREA: Readonly<Record<string, readonly string[]>> = {
  'app': ['intrinsic-functions', 'no-pipeline', 'several-pipelines', 'several-pipelines-unnamed'],
  'source': ['CodeCommit', 'CodeStarSourceConnection', 'GitHub', 'S3', 'git-ignored', 'second', 'second-missing'],
  'stage': ['run-order', 'parallel-actions', 'siblings-after-failure'],
  'transition': ['disabled', 'after-failure'],
  'approval': ['given', 'all', 'denied', 'withheld', 'timeout', 'failure-result'],
  'fault': ['action', 'unknown'],
  'artifact': [
    'files', 'base-directory', 'discard-paths', 'exclude-paths', 'variables', 'secondary', 'several-inputs', 'clean-copy',
    'no-files', 'no-base-directory', 'not-declared', 'made-by-nobody', 'of-a-sibling', 'not-made',
  ],
  'variables': ['source', 'codepipeline', 'exported', 'pipeline-default', 'pipeline-given', 'stack-output', 'unknown', 'not-set'],
  'build': [
    'exit-code', 'timeout', 'timeout-of-action', 'needs-aws', 'test-action', 'unknown-project', 'project-of-another-stack',
    'variables.codebuild', 'variables.precedence', 'variables.secret-given', 'variables.secret-missing',
  ],
  'buildspec': [
    'file.default', 'file.named', 'file.missing', 'json', 'phases', 'one-shell', 'runtime-versions', 'finally', 'on-failure.ABORT', 'on-failure.CONTINUE',
    'env.variables', 'env.exported-variables', 'env.parameter-store', 'env.secrets-manager',
    'failure.install', 'failure.pre_build', 'failure.build', 'failure.post_build', 'wrong.yaml', 'wrong.version', 'wrong.phase', 'wrong.command',
  ],
  'condition': [
    ...Object.entries(RESULTS).flatMap(([moment, results]) => results.flatMap((result) => RULES.map((rule) => `${moment}.${result}.${rule}`))),
    'met', 'not-evaluated', 'operators', 'limit.result', 'limit.retry', 'limit.rule', 'several-rules', 'unknown-variable',
  ],
  'failure': ['ROLLBACK', 'rollback-to-nothing', 'RETRY.FAILED_ACTIONS', 'RETRY.ALL_ACTIONS', 'RETRY.once'],
  'CloudFormation': [
    'CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE', 'CHANGE_SET_EXECUTE', 'DELETE_ONLY', 'TemplateConfiguration',
    'change-set-missing', 'template-missing', 'no-template', 'unknown-property',
  ],
  'action': ['cross-region'],
  'provider': ['CodeDeploy', 'DeviceFarm', 'Jenkins', 'ServiceCatalog', 'StepFunctions'],
  'self-mutation': ['unchanged', 'restart', 'cancel', 'go-on', 'no-app', 'restless'],
  'report': ['no-values'],
};

/** The ids that cases name in `Covers`, such as `condition.BeforeEntry.FAIL.VariableCheck`. */
export const SEMANTICS: readonly string[] = Object.entries(BY_AREA).flatMap(([area, ids]) => ids.map((id) => `${area}.${id}`));

/** Which results a condition may ask for at each moment. */
const RESULTS = {
  BeforeEntry: ['FAIL', 'SKIP'],
  OnSuccess: ['FAIL', 'ROLLBACK'],
  OnFailure: ['FAIL', 'ROLLBACK', 'RETRY', 'SKIP'],
};
const RULES = ['CloudWatchAlarm', 'DeploymentWindow', 'VariableCheck'];
/** Rules that run something here; their moments and results are those of the others. */
const RUNNING_RULES = ['CodeBuild', 'Commands', 'LambdaInvoke'];

/** What a rehearsal understands of a pipeline, by area. Each is shown by at least one case. */
const BY_AREA: Readonly<Record<string, readonly string[]>> = {
  'app': ['intrinsic-functions', 'no-pipeline', 'several-pipelines', 'several-pipelines-unnamed'],
  'check': ['stages', 'names', 'sources', 'artifacts', 'counts', 'namespaces', 'limits', 'type', 'parallel-rollback', 'results'],
  'mode': ['SUPERSEDED', 'QUEUED', 'PARALLEL'],
  'source': [
    'CodeCommit', 'CodeStarSourceConnection', 'ECR', 'GitHub', 'S3', 'git-ignored', 'second', 'second-missing', 'ECR-missing',
    'full-clone', 'full-clone-refused', 'CodeCommit-variables', 'S3-variables', 'S3-no-branch',
  ],
  'stage': ['run-order', 'parallel-actions', 'siblings-after-failure'],
  'transition': ['disabled', 'after-failure'],
  'approval': ['given', 'all', 'denied', 'withheld', 'timeout', 'failure-result', 'comment', 'link', 'superseded', 'superseded-by-nobody', 'superseded-in-a-queue'],
  'fault': ['action', 'unknown'],
  'artifact': [
    'files', 'base-directory', 'discard-paths', 'exclude-paths', 'variables', 'secondary', 'secondary-wildcards', 'enable-symlinks', 'without-symlinks', 'several-inputs', 'clean-copy',
    'no-files', 'no-base-directory', 'not-declared', 'made-by-nobody', 'of-a-sibling', 'not-made',
  ],
  'variables': ['source', 'codepipeline', 'exported', 'pipeline-default', 'pipeline-given', 'stack-output', 'unknown', 'not-set'],
  'build': [
    'exit-code', 'timeout', 'timeout-of-action', 'needs-aws', 'test-action', 'unknown-project', 'project-of-another-stack',
    'variables.codebuild', 'variables.precedence', 'variables.secret-given', 'variables.secret-missing', 'values-file', 'batch',
  ],
  'buildspec': [
    'file.default', 'file.named', 'file.missing', 'json', 'phases', 'one-shell', 'runtime-versions', 'finally', 'on-failure.ABORT', 'on-failure.CONTINUE',
    'on-failure.RETRY', 'on-failure.RETRY-count', 'on-failure.RETRY-regex', 'env.shell', 'cache',
    'reports.JUNITXML', 'reports.COBERTURAXML', 'reports.missing',
    'env.variables', 'env.exported-variables', 'env.parameter-store', 'env.secrets-manager',
    'failure.install', 'failure.pre_build', 'failure.build', 'failure.post_build', 'wrong.yaml', 'wrong.version', 'wrong.phase', 'wrong.command', 'wrong.key',
  ],
  'condition': [
    ...Object.entries(RESULTS).flatMap(([moment, results]) => results.flatMap((result) => RULES.map((rule) => `${moment}.${result}.${rule}`))),
    ...RUNNING_RULES.flatMap((rule) => [`${rule}.met`, `${rule}.not-met`]),
    'met', 'not-evaluated', 'operators', 'limit.result', 'limit.retry', 'limit.rule', 'several-rules', 'unknown-variable',
  ],
  'failure': ['ROLLBACK', 'rollback-to-nothing', 'RETRY.FAILED_ACTIONS', 'RETRY.ALL_ACTIONS', 'RETRY.once', 'timeout-of-a-check'],
  'hold': [
    'closed', 'open', 'enables', 'cron', 'permission', 'of-a-person', 'throws', 'never-answers', 'needs-aws', 'wrong-reason', 'schedule-disabled',
  ],
  'bake': ['passes', 'alarm', 'retried', 'endless', 'throws', 'never-answers', 'needs-aws'],
  'alarm': ['name-in-a-template-of-a-stage', 'logical-id', 'unlooked'],
  'sdk': [
    'AssumeRole', 'ListStackResources', 'DescribeAlarms', 'DescribeAlarmHistory', 'GetPipelineState', 'DisableStageTransition', 'EnableStageTransition',
    'PutJobSuccessResult', 'PutJobFailureResult', 'error', 'refused',
  ],
  'CloudFormation': [
    'CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE', 'CHANGE_SET_EXECUTE', 'DELETE_ONLY', 'TemplateConfiguration',
    'change-set-missing', 'template-missing', 'no-template', 'unknown-property',
  ],
  'changes': ['first', 'added', 'changed', 'replaced', 'removed', 'retained', 'permissions', 'rollback', 'rolled-back'],
  'aws': ['sts.assume-role', 'cloudformation.describe-change-set', 'cloudformation.describe-stacks', 'codepipeline.get-pipeline-state'],
  'review': ['changes', 'unchanged', 'differs', 'rolled-back'],
  'S3': ['extract', 'archive', 'wrong'],
  'ECS': ['images', 'wrong-file'],
  'CodeDeployToECS': ['files', 'wrong-file'],
  'Lambda': ['succeeds', 'variables', 'fails', 'not-in-the-app'],
  'Commands': ['outputs', 'variables', 'wrong'],
  'action': ['cross-region'],
  'provider': ['CodeDeploy', 'DeviceFarm', 'Jenkins', 'ServiceCatalog', 'StepFunctions'],
  'self-mutation': ['unchanged', 'restart', 'cancel', 'go-on', 'no-app', 'restless'],
  'report': ['no-values', 'redaction'],
};

/** The ids that cases name in `Covers`, such as `condition.BeforeEntry.FAIL.VariableCheck`. */
export const SEMANTICS: readonly string[] = Object.entries(BY_AREA).flatMap(([area, ids]) => ids.map((id) => `${area}.${id}`));

import { randomUUID } from 'node:crypto';
import { devNull } from 'node:os';
import { delimiter } from 'node:path';
import type { CodeBuildProject } from '../model/pipeline-definition';

type Environment = Readonly<Record<string, string | undefined>>;

/** Names that look like a secret. A rehearsed build gets none of the developer's, as it would not in AWS. */
const SECRET = /SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|AUTH|SESSION/i;

/** Variables of the developer's own tools that would change what a build does. */
const FOREIGN = /^(AWS_|CODEBUILD_|npm_(lifecycle|package|config_(local|global)_prefix|config_prefix|command|execpath|node_execpath|config_user_agent)|INIT_CWD$|NODE_(OPTIONS|PATH|ENV)$|JEST_|VIRTUAL_ENV$|PYTHON(HOME|PATH)$|BASH_ENV$|ENV$|CI$|GIT_(DIR|WORK_TREE|INDEX_FILE)$|CDK_|PROJEN_|REHEARSAL_)/;

/** The developer's environment without secrets, AWS credentials and the traces of other tools. */
export function inheritedEnvironment(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(([name, value]) => value !== undefined && !SECRET.test(name) && !FOREIGN.test(name));
  return {
    ...Object.fromEntries(kept) as Record<string, string>,
    // The AWS tools must not find the developer's profile either: a rehearsal never reaches an account.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    PATH: ownPath(environment.PATH),
  };
}

/** Without the `node_modules/.bin` folders that npm and npx prepend: a build has only what it installs. */
function ownPath(path = ''): string {
  return path.split(delimiter).filter((folder) => !/node_modules[\\/]\.bin[\\/]?$|node-gyp-bin[\\/]?$/.test(folder)).join(delimiter);
}

export interface CodeBuildVariablesProps {
  readonly project: CodeBuildProject;
  readonly pipeline: string;
  readonly sourceDirectory: string;
  /** Folders of the further inputs by the artifact's name. */
  readonly furtherInputs: Readonly<Record<string, string>>;
  readonly sourceVersion: string;
  readonly startedAt: Date;
}

/**
 * The variables that CodeBuild itself sets for a build that CodePipeline has started; those of webhooks, batches and public
 * builds are not set.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
 */
export function codeBuildVariables(props: CodeBuildVariablesProps): Record<string, string> {
  const { project } = props;
  const id = `${project.name}:${randomUUID()}`;
  return {
    AWS_REGION: project.region,
    AWS_DEFAULT_REGION: project.region,
    CODEBUILD_BUILD_ARN: `arn:aws:codebuild:${project.region}:${project.account}:build/${id}`,
    CODEBUILD_BUILD_ID: id,
    CODEBUILD_BUILD_IMAGE: project.image,
    CODEBUILD_BUILD_NUMBER: '1',
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_INITIATOR: `codepipeline/${props.pipeline}`,
    CODEBUILD_KMS_KEY_ID: project.encryptionKey ?? `arn:aws:kms:${project.region}:${project.account}:alias/aws/s3`,
    CODEBUILD_LOG_PATH: id.split(':')[1],
    CODEBUILD_PROJECT_ARN: `arn:aws:codebuild:${project.region}:${project.account}:project/${project.name}`,
    CODEBUILD_RESOLVED_SOURCE_VERSION: props.sourceVersion,
    // Empty for a build that CodePipeline starts.
    CODEBUILD_SOURCE_REPO_URL: '',
    CODEBUILD_SOURCE_VERSION: props.sourceVersion,
    CODEBUILD_START_TIME: String(props.startedAt.getTime()),
    CODEBUILD_SRC_DIR: props.sourceDirectory,
    ...Object.fromEntries(Object.entries(props.furtherInputs).map(([name, folder]) => [`CODEBUILD_SRC_DIR_${name}`, folder])),
  };
}

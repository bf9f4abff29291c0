import { Aws, aws_iam as iam } from 'aws-cdk-lib';

/** The right to assume one role of the environment's account. */
export function checkRole(name: string, account: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [roleArn(name, account)] });
}

/**
 * Commands that let the AWS tools act as the role: a profile says how to assume it, so that no credentials are
 * written anywhere and long checks get new ones.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
 */
export function actAs(name: string, account: string): string[] {
  return [
    'export AWS_CONFIG_FILE="$CODEBUILD_SRC_DIR/.aws-config"',
    `printf '[default]\\nrole_arn = %s\\nrole_session_name = check\\ncredential_source = EcsContainer\\n' "${roleArn(name, account)}" > "$AWS_CONFIG_FILE"`,
  ];
}

function roleArn(name: string, account: string): string {
  return `arn:${Aws.PARTITION}:iam::${account}:role/${name}`;
}

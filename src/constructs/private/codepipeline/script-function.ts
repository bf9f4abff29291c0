import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const ASSETS = join(__dirname, '..', '..', '..', '..', 'assets');

/** What a function of the pipeline runs, and what it may do. */
export interface ScriptFunctionProps {
  /** The path of the script in `assets/`; of at most 4096 characters, because it is part of the template. */
  readonly script: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly environment?: Record<string, string>;
  readonly statements: iam.PolicyStatement[];
  /** Whether a call that fails or waits is dropped instead of repeated later. */
  readonly dropsLateCalls?: boolean;
}

/** A function of the pipeline's own: its code is in the template, so that it needs no asset, and it has a log and a role to itself. */
export function scriptFunction(scope: Construct, id: string, props: ScriptFunctionProps): lambda.Function {
  const logGroup = new logs.LogGroup(scope, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
  const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  props.statements.forEach((statement) => role.addToPolicy(statement));
  return new lambda.Function(scope, id, {
    description: props.description,
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(readFileSync(join(ASSETS, props.script), 'utf8')),
    timeout: props.timeout,
    environment: props.environment,
    ...(props.dropsLateCalls && { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    logGroup,
    role,
  });
}

import { join } from 'node:path';
import { aws_cloudfront as cloudfront, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, Duration, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentProfile } from '../../../../blueprint';
import { logGroupPropsOf } from '../../profile-settings';

const CODE = join(__dirname, '..', '..', '..', '..', '..', 'assets', 'site', 'release-function');

/** What all functions of a site's releases work on. */
export interface ReleaseTargets {
  readonly profile: EnvironmentProfile;
  readonly bucket: s3.IBucket;
  readonly store: cloudfront.IKeyValueStore;
}

export interface ReleaseFunctionProps extends ReleaseTargets {
  /** One of those that the code exports. */
  readonly handler: 'publish' | 'drive' | 'operate';
  readonly description: string;
  readonly timeout: Duration;
  readonly memoryMiB: number;
  readonly storage?: Size;
  readonly environment?: Record<string, string>;
  readonly statements: iam.PolicyStatement[];
}

/** One of the functions behind the releases of a site: the code is the same for all, the rights are each one's own. */
export function createReleaseFunction(scope: Construct, id: string, props: ReleaseFunctionProps): lambda.Function {
  const { profile, bucket, store, handler, statements, ...rest } = props;
  const place = new Construct(scope, id);
  const logGroup = new logs.LogGroup(place, 'Logs', logGroupPropsOf(profile));
  const role = new iam.Role(place, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    // Part of the role, so that a release cannot start before the permission is there.
    inlinePolicies: {
      Log: new iam.PolicyDocument({ statements: [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn)] }),
      Release: new iam.PolicyDocument({ statements }),
    },
  });
  return new lambda.Function(place, 'Function', {
    description: rest.description,
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: `index.${handler}`,
    code: lambda.Code.fromAsset(CODE),
    timeout: rest.timeout,
    memorySize: rest.memoryMiB,
    ephemeralStorageSize: rest.storage,
    environment: { BUCKET: bucket.bucketName, STORE_ARN: store.keyValueStoreArn, ...rest.environment },
    logGroup,
    role,
  });
}

export function allow(actions: string[], ...resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}

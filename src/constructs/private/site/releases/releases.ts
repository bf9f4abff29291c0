import { aws_cloudfront as cloudfront, aws_lambda as lambda, aws_s3_assets as assets, aws_stepfunctions as stepfunctions, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeReleaseRoles } from './release-findings';
import { allow, createReleaseFunction, ReleaseTargets } from './release-function';
import { createReleaseMachine } from './release-machine';
import { planProperties, ReleasePlan, segmentsOf } from './release-plan';
import { createReleaseResources } from './release-resources';
import { settingsFileOf } from './settings-file';
import type { SiteSettings } from '../../../site-settings';

/** What a site releases, how and where to. */
export interface ReleasesProps extends ReleaseTargets {
  readonly distribution: cloudfront.IDistribution;
  readonly content: assets.Asset;
  readonly settings?: SiteSettings;
  readonly plan: ReleasePlan;
}

/** What makes releases, and what operates them afterwards. */
export interface Releases {
  readonly release: CustomResource;
  readonly operate: lambda.IFunction;
}

const READ_STORE = ['cloudfront-keyvaluestore:DescribeKeyValueStore', 'cloudfront-keyvaluestore:ListKeys'];
const CHANGE_STORE = [...READ_STORE, 'cloudfront-keyvaluestore:UpdateKeys'];

/** Uploads the content, and moves the visitors to it. */
export function createReleases(scope: Construct, props: ReleasesProps): Releases {
  const plan = planProperties(scope, props.plan);
  const drive = createDriver(scope, props);
  const machine = createReleaseMachine(scope, drive, props.profile);
  const publish = createPublisher(scope, props, machine);
  const operate = createOperator(scope, props, machine, Stack.of(scope).toJsonString(plan));
  const release = createReleaseResources(scope, {
    publishArn: publish.functionArn, segments: segmentsOf(props.plan.rollout), plan, content: contentProperties(scope, props),
  });
  // The probe asks the distribution, which asks the bucket.
  release.node.addDependency(props.distribution, props.bucket);
  acknowledgeReleaseRoles({ publish, drive }, props);
  return { release, operate };
}

function contentProperties(scope: Construct, { content, settings }: ReleasesProps): Record<string, unknown> {
  const { fileName, text } = settingsFileOf(scope, settings);
  return { Content: { Bucket: content.s3BucketName, Key: content.s3ObjectKey }, ContentHash: content.assetHash, SettingsFile: fileName, Settings: text };
}

function createDriver(scope: Construct, props: ReleasesProps): lambda.Function {
  const { bucket, store, plan: { alarms } } = props;
  return createReleaseFunction(scope, 'Drive', {
    ...props,
    handler: 'drive',
    description: 'Moves the visitors of a site to a release, and back if it is not well',
    timeout: Duration.minutes(5),
    memoryMiB: 512,
    statements: [
      allow(CHANGE_STORE, store.keyValueStoreArn),
      ...(alarms.length > 0 ? [allow(['cloudwatch:DescribeAlarms'], ...alarms.map(({ arn }) => arn))] : []),
      allow(['s3:ListBucket'], bucket.bucketArn),
      allow(['s3:DeleteObject'], bucket.arnForObjects('releases/*'), bucket.arnForObjects('manifests/*')),
    ],
  });
}

function createPublisher(scope: Construct, props: ReleasesProps, machine: stepfunctions.StateMachine): lambda.Function {
  const { bucket, content } = props;
  return createReleaseFunction(scope, 'Publish', {
    ...props,
    handler: 'publish',
    description: 'Uploads a release of a site and starts its rollout',
    timeout: Duration.minutes(15),
    // What gives a function one whole processor: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    memoryMiB: 1769,
    environment: { STATE_MACHINE_ARN: machine.stateMachineArn },
    statements: [
      allow(['s3:GetObject'], content.bucket.arnForObjects('*')),
      allow(['s3:ListBucket'], bucket.bucketArn),
      allow(['s3:GetObject'], bucket.arnForObjects('manifests/*')),
      allow(['s3:PutObject'], bucket.arnForObjects('releases/*'), bucket.arnForObjects('manifests/*')),
      allow(['states:StartExecution'], machine.stateMachineArn),
    ],
  });
}

function createOperator(scope: Construct, props: ReleasesProps, machine: stepfunctions.StateMachine, plan: string): lambda.Function {
  return createReleaseFunction(scope, 'Operate', {
    ...props,
    handler: 'operate',
    description: 'Lists the releases of a site, goes back to one of them, and ends that',
    timeout: Duration.minutes(1),
    memoryMiB: 512,
    environment: { STATE_MACHINE_ARN: machine.stateMachineArn, PLAN: plan },
    statements: [allow(CHANGE_STORE, props.store.keyValueStoreArn), allow(['states:StartExecution'], machine.stateMachineArn)],
  });
}

import {
  ArnFormat, aws_cloudfront as cloudfront, aws_iam as iam, aws_lambda as lambda, aws_s3_assets as assets, aws_stepfunctions as stepfunctions,
  CustomResource, Duration, Size, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeReleaseRoles, filesOf } from './release-findings';
import { allow, createReleaseFunction, ReleaseTargets } from './release-function';
import { createReleaseMachine } from './release-machine';
import { planDocument, planProperties, ReleasePlan, segmentsOf } from './release-plan';
import { createReleaseResources } from './release-resources';
import { settingsFileOf } from './settings-file';
import type { SiteReleaseAlarm } from '../../../site-alarm-options';
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

const CHANGE_STORE = ['DescribeKeyValueStore', 'ListKeys', 'UpdateKeys'].map((action) => `cloudfront-keyvaluestore:${action}`);

/** Uploads the content, and moves the visitors to it. */
export function createReleases(scope: Construct, props: ReleasesProps): Releases {
  const drive = createDriver(scope, props);
  const machine = createReleaseMachine(scope, drive, props.profile);
  const publish = createPublisher(scope, props, machine);
  const operate = createOperator(scope, props, machine, Stack.of(scope).toJsonString(planDocument(props.plan)));
  const release = createReleaseResources(scope, {
    publishArn: publish.functionArn,
    segments: segmentsOf(props.plan.rollout),
    plan: planProperties(scope, props.plan),
    content: contentProperties(scope, props),
  });
  // The probe asks the distribution, which asks the bucket.
  release.node.addDependency(props.distribution, props.bucket);
  acknowledgeReleaseRoles({ publish, drive }, props);
  return { release, operate };
}

function contentProperties(scope: Construct, { content, settings }: ReleasesProps): Record<string, unknown> {
  const { fileName, text } = settingsFileOf(scope, settings);
  const archive = { Bucket: content.s3BucketName, Key: content.s3ObjectKey };
  return { Content: archive, ContentHash: content.assetHash, SettingsFile: fileName, Settings: text };
}

function createDriver(scope: Construct, props: ReleasesProps): lambda.Function {
  const alarms = props.plan.alarms.map((alarm) => arnOf(scope, alarm));
  return createReleaseFunction(scope, 'Drive', {
    ...props,
    handler: 'drive',
    description: 'Moves the visitors of a site to a release, and back if it is not well',
    timeout: Duration.minutes(5),
    memoryMiB: 512,
    statements: [...changeAndForget(props), ...(alarms.length > 0 ? [allow(['cloudwatch:DescribeAlarms'], ...alarms)] : [])],
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
    // The packed content is unpacked from there.
    storage: Size.gibibytes(2),
    environment: { STATE_MACHINE_ARN: machine.stateMachineArn },
    statements: [
      ...changeAndForget(props),
      allow(['s3:GetObject'], content.bucket.arnForObjects('*')),
      allow(['s3:PutObject'], ...filesOf(bucket)),
      allow(['states:StartExecution'], machine.stateMachineArn),
    ],
  });
}

/** A release must be complete to be routed to, and one that is forgotten leaves the routing first, then the bucket. */
function changeAndForget({ bucket, store }: ReleasesProps): iam.PolicyStatement[] {
  return [
    allow(CHANGE_STORE, store.keyValueStoreArn),
    allow(['s3:ListBucket'], bucket.bucketArn),
    allow(['s3:GetObject'], bucket.arnForObjects('manifests/*')),
    allow(['s3:DeleteObject'], ...filesOf(bucket)),
  ];
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

function arnOf(scope: Construct, { name, region }: SiteReleaseAlarm): string {
  return Stack.of(scope).formatArn({ service: 'cloudwatch', region, resource: 'alarm', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

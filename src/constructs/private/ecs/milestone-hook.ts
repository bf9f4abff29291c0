import { join } from 'node:path';
import { ArnFormat, aws_cloudwatch as cloudwatch, aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentProfile, Rollout } from '../../../blueprint';
import type { Problems } from '../../../blueprint/private/problems';
import { milestonesOf } from '../../../blueprint/private/rollout-milestones';
import type { ReleaseOverride } from '../../release-override';
import { acknowledge } from '../acknowledge';
import { logGroupPropsOf } from '../profile-settings';
import { renderReference } from '../render-reference';

const CODE = join(__dirname, '..', '..', '..', '..', 'assets', 'rollout');

/** How long after a milestone ECS gives the hook up: longer than the hook waits for calls that fail. */
const SPARE_MINUTES = 30;

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html#lambda-hook-timeout */
const LONGEST_TIMEOUT_MINUTES = 24 * 60;

const LONGEST_MILESTONE_MINUTES = LONGEST_TIMEOUT_MINUTES - SPARE_MINUTES;

/** A milestone must end before ECS gives the hook up, or the release is turned back while it waits. */
export function checkMilestones(problems: Problems, rollout: Rollout): void {
  for (const { percent, minutes } of milestonesOf(rollout).filter((milestone) => milestone.minutes > LONGEST_MILESTONE_MINUTES)) {
    problems.add('rollout', `must hold the ${percent} percent for at most ${LONGEST_MILESTONE_MINUTES} minutes, because ECS ends a step after 24 hours`, minutes, 'Hold it for less.');
  }
}

export interface MilestoneHookSettings {
  readonly profile: EnvironmentProfile;
  readonly cluster: ecs.ICluster;
  readonly service: ecs.FargateService;
  readonly alarms: cloudwatch.IAlarm[];
  readonly rollout: Rollout;
  readonly override?: ReleaseOverride;
}

/**
 * A function that ECS asks before each shift of requests. What it must know is in its own environment and not in the service's details, so that an
 * override or another threshold changes the function alone and starts no deployment.
 */
export function addMilestoneHook(scope: Construct, settings: MilestoneHookSettings): void {
  const hook = new Construct(scope, 'MilestoneHook');
  const timeoutMinutes = Math.max(0, ...milestonesOf(settings.rollout).map(({ minutes }) => minutes)) + SPARE_MINUTES;
  const code = createFunction(hook, settings, timeoutMinutes);
  const role = new iam.Role(hook, 'InvokeRole', {
    description: 'Lets ECS ask whether a release may go on',
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    // Part of the role, so that the service cannot be there before the permission is.
    inlinePolicies: { Invoke: documentOf(['lambda:InvokeFunction'], [code.functionArn]) },
  });
  // The construct of the CDK knows neither this stage nor a timeout.
  (settings.service.node.findChild('Service') as ecs.CfnService).addPropertyOverride('DeploymentConfiguration.LifecycleHooks', [{
    HookTargetArn: code.functionArn,
    RoleArn: role.roleArn,
    LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'],
    TimeoutConfiguration: { TimeoutInMinutes: timeoutMinutes, Action: 'ROLLBACK' },
  }]);
}

function createFunction(hook: Construct, settings: MilestoneHookSettings, timeoutMinutes: number): lambda.Function {
  const { profile, cluster, alarms, rollout, override } = settings;
  const stack = Stack.of(hook);
  const logGroup = new logs.LogGroup(hook, 'Logs', logGroupPropsOf(profile));
  // The service itself cannot be named: it is made after the function. The cluster has no other service.
  const ofService = ['service', 'service-deployment', 'service-revision'].map((resource) => (
    stack.formatArn({ service: 'ecs', resource, resourceName: `${cluster.clusterName}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })));
  const role = new iam.Role(hook, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      Log: documentOf(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
      ReadAlarms: documentOf(['cloudwatch:DescribeAlarms'], alarms.map(({ alarmArn }) => alarmArn)),
      ReadReleases: documentOf(['ecs:DescribeServiceDeployments', 'ecs:DescribeServiceRevisions', 'ecs:ListServiceDeployments'], ofService),
    },
  });
  ofService.forEach((arn) => acknowledge(
    role, `IAM5[Resource::${renderReference(role, arn)}]`,
    'What the function reads is of the one service of this cluster: its deployments and revisions have generated names. It changes nothing.',
  ));
  return new lambda.Function(hook, 'Function', {
    description: 'Holds releases at their milestones and turns them back on a red alarm',
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'hold-milestones.handler',
    code: lambda.Code.fromAsset(CODE),
    // Three calls to ECS one after the other, each of them tried three times.
    timeout: Duration.minutes(2),
    environment: {
      ALARMS: stack.toJsonString(alarms.map(({ alarmName }) => alarmName)),
      MILESTONES: JSON.stringify(milestonesOf(rollout)),
      TIMEOUT_MINUTES: `${timeoutMinutes}`,
      ...(override && { OVERRIDE: JSON.stringify({ until: override.instant, reason: override.reason }) }),
    },
    logGroup,
    role,
  });
}

function documentOf(actions: string[], resources: string[]): iam.PolicyDocument {
  return new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions, resources })] });
}

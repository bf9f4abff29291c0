import { Aws, CfnResource, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { DeploymentEnvironment } from '../../../../blueprint';
import type { BakeDocument } from '../../../../blueprint/private/gate-document';
import { StagePlan } from '../../environment-stages';
import { withPartition } from '../role-arn';

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/** Alarms of one account and region, by name or by the stacks that hold them. */
export interface WatchedAlarms {
  /** The bootstrap's read-only role there. */
  readonly roleArn: string;
  readonly region: string;
  readonly alarms?: string[];
  readonly stacks?: string[];
}

/** The alarms that a bake watches; none if it names none and no stack of the environment holds one that can be read. */
export function watchedAlarms(
  environment: DeploymentEnvironment, bake: BakeDocument, plans: readonly StagePlan[], pipeline: IConstruct,
): WatchedAlarms[] {
  const stacks = stacksWithAlarms(plans);
  if (bake.alarms === undefined) {
    return byRole(stacks);
  }
  const { account = environment.account, region = environment.region, alarms } = bake;
  const { bootstrapQualifier = DefaultStackSynthesizer.DEFAULT_QUALIFIER } = Stack.of(pipeline).synthesizer;
  const roleArn = `arn:${Aws.PARTITION}:iam::${account}:role/cdk-${bootstrapQualifier}-lookup-role-${account}-${region}`;
  return [{ roleArn, region, alarms }];
}

/** A nested stack belongs to the one that deploys it. */
function stacksWithAlarms(plans: readonly StagePlan[]): Stack[] {
  const alarms = plans.flatMap(({ stage }) => stage.node.findAll())
    .filter((construct) => CfnResource.isCfnResource(construct) && ALARMS.includes(construct.cfnResourceType));
  return [...new Set(alarms.map((alarm) => outermost(Stack.of(alarm))))];
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

function byRole(stacks: readonly Stack[]): WatchedAlarms[] {
  const places = new Map<string, WatchedAlarms & { readonly stacks: string[] }>();
  for (const stack of stacks) {
    const roleArn = stack.synthesizer.lookupRole && withPartition(stack.synthesizer.lookupRole);
    if (roleArn !== undefined) {
      const place = places.get(roleArn) ?? { roleArn, region: stack.region, stacks: [] };
      place.stacks.push(stack.stackName);
      places.set(roleArn, place);
    }
  }
  return [...places.values()];
}

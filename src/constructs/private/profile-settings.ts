import { aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import type { EnvironmentProfile } from '../../blueprint';

/** What happens to data when its stack is deleted. */
export function removalPolicyOf(profile: EnvironmentProfile): RemovalPolicy {
  return profile.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

/** A log group has no fixed name, so that one that was kept never stands in the way of a new one. */
export function logGroupPropsOf(profile: EnvironmentProfile): logs.LogGroupProps {
  // CloudWatch's enumeration of days is a plain number, and the profiles only use numbers that it has.
  return { retention: profile.logRetentionDays as logs.RetentionDays, removalPolicy: removalPolicyOf(profile) };
}

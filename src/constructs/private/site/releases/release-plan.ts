import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { Rollout } from '../../../../blueprint';
import type { SiteReleaseAlarm } from '../../../site-alarm-options';
import type { SiteReleaseOptions } from '../../../site-release-options';

/** What the functions of a site know of a release before there is one. */
export interface ReleasePlan {
  readonly rollout: Rollout;
  readonly kept: number;
  readonly alarms: readonly SiteReleaseAlarm[];
  readonly probePaths: readonly string[];
  /** The host name that CloudFront has given: it answers before a domain of one's own does. */
  readonly host: string;
}

/** A custom resource must answer within an hour; the rest of the hour is for moving requests and for the way back. */
const SEGMENT_MINUTES = 50;

/** Of how many custom resources, each of which waits for a part of the rollout, a release is made. */
export function segmentsOf(rollout: Rollout): number {
  return Math.max(1, Math.ceil(rollout.plan().minutes / SEGMENT_MINUTES));
}

/** Paths that are asked for before the first visitor is. Where countries are limited, the answer to a function says nothing. */
export function probePathsOf({ probePaths }: SiteReleaseOptions, countries: readonly string[] | undefined): readonly string[] {
  return probePaths ?? (countries === undefined ? ['/'] : []);
}

/** The plan as the functions read it. */
export function planDocument({ rollout, kept, alarms, probePaths, host }: ReleasePlan): Record<'steps' | 'kept' | 'alarms' | 'probe', unknown> {
  const { steps } = rollout.plan();
  return { steps, kept, alarms, probe: probePaths.length === 0 ? null : { url: `https://${host}`, paths: probePaths } };
}

/** The plan as properties of a custom resource, all of them text because CloudFormation turns numbers into texts anyway. */
export function planProperties(scope: IConstruct, plan: ReleasePlan): Record<string, string> {
  const { steps, kept, alarms, probe } = planDocument(plan);
  const stack = Stack.of(scope);
  return { Steps: JSON.stringify(steps), Kept: `${kept}`, Alarms: stack.toJsonString(alarms), Probe: stack.toJsonString(probe) };
}

import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface ReleaseResourceProps {
  readonly publishArn: string;
  /** How many of them wait for the rollout, one after the other. */
  readonly segments: number;
  /** What is released. */
  readonly content: Record<string, unknown>;
  /** How it is released. */
  readonly plan: Record<string, unknown>;
}

/**
 * What CloudFormation waits for: the release and its rollout. CloudFormation waits an hour at most for each, so that a long rollout has several,
 * each of which goes on where the one before has ended.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export function createReleaseResources(scope: Construct, { publishArn, segments, content, plan }: ReleaseResourceProps): CustomResource {
  const create = (id: string, segment: number, properties: Record<string, unknown>) => new CustomResource(scope, id, {
    serviceToken: publishArn,
    serviceTimeout: Duration.hours(1),
    resourceType: 'Custom::SiteRelease',
    properties: { ...properties, ...plan, Segment: `${segment}`, Segments: `${segments}` },
  });
  const release = create('Release', 1, content);
  let previous = release;
  for (let segment = 2; segment <= segments; segment++) {
    const next = create(`Release${segment}`, segment, { Release: release.getAttString('Release') });
    next.node.addDependency(previous);
    previous = next;
  }
  return release;
}

import { CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { placeOf } from './private/stage-place';
import { StagePlacement } from './stage-placement';
import { StaticSite, StaticSiteOptions } from './static-site';

/** A static site and the environment that it is deployed to. */
export interface StaticSiteStageProps extends StaticSiteOptions, StagePlacement {}

/**
 * A static site that a pipeline delivers to one environment: one stack with a private bucket and CloudFront in front of
 * it. Its output `Url` is the address for checks and people.
 */
export class StaticSiteStage extends Stage {
  /** The stack of the site. */
  public readonly stack: Stack;

  /** The site and its parts. */
  public readonly site: StaticSite;

  /**
   * @throws Error that lists what is missing of its place
   */
  constructor(scope: Construct, id: string, props: StaticSiteStageProps) {
    const { env, profile, stackName } = placeOf(scope, id, props);
    super(scope, id, { env });
    this.stack = new Stack(this, 'Site', { stackName, terminationProtection: profile.protectsFromDeletion });
    this.site = new StaticSite(this.stack, 'Site', { ...props, profile });
    new CfnOutput(this.stack, 'Url', { value: this.site.url, description: 'The address of the site' });
  }
}

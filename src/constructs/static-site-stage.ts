import { Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { publish } from './private/published-values';
import { placeOf } from './private/stage-place';
import { StagePlacement } from './stage-placement';
import { StaticSite, StaticSiteOptions } from './static-site';

/** A static site and the environment that it is deployed to. */
export interface StaticSiteStageProps extends StaticSiteOptions, StagePlacement {}

/**
 * A static site that a pipeline delivers to one environment: a stack with a private bucket and CloudFront in front of
 * it. What CloudFront needs in us-east-1 goes into stacks of the same stage there, as `StaticSite` says.
 *
 * Its outputs `Url`, `Release` and `ReleasesFunction` are for checks and people. In an environment of a blueprint, other stages read the same
 * as the parameters `url`, `release` and `releases-function` under `DeploymentEnvironment.parameterOf`. Further stacks may be made inside the stage: they are deployed with it.
 */
export class StaticSiteStage extends Stage {
  /** The stack of the site. */
  public readonly stack: Stack;

  /** The site and its parts. */
  public readonly site: StaticSite;

  /** The name of the parameter that tells the site's address to other stages, such as `/orders/beta/web/url`, in an environment of a blueprint. */
  public readonly urlParameter?: string;

  /**
   * @throws Error that lists what is missing of its place, or every property with a value that cannot work
   */
  constructor(scope: Construct, id: string, props: StaticSiteStageProps) {
    const place = placeOf(scope, id, props);
    const { env, profile, stackName } = place;
    super(scope, id, { env });
    this.stack = new Stack(this, 'Site', { stackName, terminationProtection: profile.protectsFromDeletion });
    this.site = new StaticSite(this.stack, 'Site', { ...props, profile, rollout: props.rollout ?? props.deploymentEnvironment?.rollout });
    this.urlParameter = place.parameterOf?.('url');
    publish(this.stack, place, [
      { output: 'Url', parameter: 'url', value: this.site.url, description: 'The address of the site' },
      { output: 'Release', parameter: 'release', value: this.site.release, description: 'The release that was deployed last' },
      {
        output: 'ReleasesFunction',
        parameter: 'releases-function',
        value: this.site.releasesFunction.functionName,
        description: 'Lists the releases of the site, and goes back to one',
      },
    ]);
  }
}

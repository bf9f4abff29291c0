import { CfnOutput, Environment, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkEnvironment } from './private/stage-rules';
import { StaticSite, StaticSiteProps } from './static-site';
import { Problems } from '../blueprint/private/problems';

/** A static site and the account and region that it is deployed to. */
export interface StaticSiteStageProps extends StaticSiteProps {
  /** The account and region that the site is deployed to. Both are needed. */
  readonly env: Environment;
}

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
   * @throws Error that lists what is missing in `env`
   */
  constructor(scope: Construct, id: string, props: StaticSiteStageProps) {
    super(scope, id, { env: props.env });
    const problems = new Problems();
    checkEnvironment(problems, props.env);
    problems.throwIfAny(this.node.path);

    this.stack = new Stack(this, 'Site', { terminationProtection: props.profile.protectsFromDeletion });
    this.site = new StaticSite(this.stack, 'Site', props);
    new CfnOutput(this.stack, 'Url', { value: this.site.url, description: 'The address of the site' });
  }
}

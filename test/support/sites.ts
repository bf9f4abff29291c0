import { App, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ENV, folderWith } from './stages';
import { EnvironmentProfile } from '../../src/blueprint';
import { SiteContent, StaticSite, StaticSiteProps, StaticSiteStage, StaticSiteStageProps } from '../../src/constructs';

/** The certificate of a site, where CloudFront takes it. */
export const CERTIFICATE = 'arn:aws:acm:us-east-1:111111111111:certificate/0a1b2c3d-0000-0000-0000-000000000000';

/** A web ACL that CloudFront takes. */
export const GLOBAL_WEB_ACL = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/orders/0a1b2c3d-0000-0000-0000-000000000000';

/** The zone of example.com. */
export const ZONE = { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };

/** The files of a site. */
export function siteContent(): SiteContent {
  return SiteContent.fromDirectory(folderWith({ 'index.html': '<!doctype html>' }));
}

/** A stage with a site, small unless told otherwise. */
export function siteStage(props: Partial<StaticSiteStageProps> = {}, app = new App()): StaticSiteStage {
  return new StaticSiteStage(app, 'Beta', { env: ENV, profile: EnvironmentProfile.DEVELOPMENT, content: siteContent(), ...props });
}

/** The template of the stack with the site itself. */
export function siteTemplate(props: Partial<StaticSiteStageProps> = {}): Template {
  return Template.fromStack(siteStage(props).stack);
}

/** The stacks of a stage by the names of their constructs. */
export function stacksOfSite({ node }: StaticSiteStage): Record<string, Stack> {
  return Object.fromEntries(node.children.map((child) => [child.node.id, child as Stack]));
}

/** Makes a site, whose values may not work, in a stack of one's own. */
export function siteWith(props: Partial<StaticSiteProps>, env: Environment = ENV): () => StaticSite {
  return () => new StaticSite(new Stack(new App(), 'Stack', { env }), 'Web', { profile: EnvironmentProfile.DEVELOPMENT, content: siteContent(), ...props });
}

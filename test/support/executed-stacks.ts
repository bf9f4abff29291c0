import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { temporaryFolder } from './delivery';
import { DIGEST, folderWith } from './stages';
import { EcsServiceStage, EnvironmentProfile, ServiceImage, SiteContent, StaticSiteStage } from '../../src';
import { executionPolicy } from '../../src/cli/execution-policy';
import { PolicyDocument, PolicyStatement } from '../../src/cli/execution-policy/policy-statement';

export const PROD = { account: '333333333333', region: 'eu-west-1' };

/** The assembly of an app whose stacks a test adds. */
export function assemblyOf(add: (app: App) => void): string {
  const outdir = join(temporaryFolder(), 'cdk.out');
  const app = new App({ outdir, analyticsReporting: false });
  add(app);
  app.synth();
  return outdir;
}

/** A service and a site, as they go to production. */
export function addApplication(app: App): void {
  const profile = EnvironmentProfile.PRODUCTION;
  new EcsServiceStage(app, 'prod-api', { env: PROD, profile, image: ServiceImage.fromEcr('api', DIGEST) });
  new StaticSiteStage(app, 'prod-web', { env: PROD, profile, content: SiteContent.fromDirectory(folderWith({ 'index.html': '<!doctype html>' })) });
}

/** A stack in production with resources of these types and properties. */
export function addStack(app: App, resources: Record<string, Record<string, unknown>>, id = 'Stack'): Stack {
  const stack = new Stack(app, id, { env: PROD });
  Object.entries(resources).forEach(([type, properties], index) => new CfnResource(stack, `Resource${index}`, { type, properties }));
  return stack;
}

/** What the command has written, by the name of the file. */
export async function policiesOf(app: string): Promise<Record<string, PolicyDocument>> {
  const folder = join(temporaryFolder(), 'execution-policies');
  expect(await executionPolicy(['--app', app, '--output', folder])).toBe(0);
  return Object.fromEntries(readdirSync(folder).sort().map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]));
}

/** The statements that production gets for these resources. */
export async function statementsFor(resources: Record<string, Record<string, unknown>>): Promise<PolicyStatement[]> {
  const files = await policiesOf(assemblyOf((app) => void addStack(app, resources)));
  return Object.values(files).flatMap(({ Statement }) => Statement);
}

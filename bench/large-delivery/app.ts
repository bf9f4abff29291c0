import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import type { Contender } from './contender';
import { estate } from './estate';
import { OrdersStage } from './orders-stage';
import type { DeploymentEnvironment } from '../../src/blueprint';

/** The feature flags of a scaffolded project. */
const FLAGS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'assets', 'feature-flags.json'), 'utf8'));

async function main(kind: string, approvals: string, content: string, outdir: string): Promise<void> {
  // Each process loads what it needs for its own pipeline only.
  const { deliver } = await import(`./${kind}`) as Contender;
  const blueprint = estate(Number(approvals));
  const app = new App({ outdir, context: FLAGS, analyticsReporting: false });
  const stagesOf = ({ name, account, regions }: DeploymentEnvironment): Stage[] =>
    regions.map((region) => new OrdersStage(app, `${name}-${region}`, { env: { account, region }, content }));
  deliver(new Stack(app, 'orders-pipeline', { env: blueprint.tools }), blueprint, stagesOf);
  app.synth();
}

const [kind, approvals, content, outdir] = process.argv.slice(2);
void main(kind, approvals, content, outdir);

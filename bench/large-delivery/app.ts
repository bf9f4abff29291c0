import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import type { Contender } from './contender';
import { estate } from './estate';
import { OrdersStage } from './orders-stage';
import { PlainStage } from './plain-stage';
import type { DeploymentEnvironment } from '../../src/blueprint';

/** The feature flags of a scaffolded project. */
const FLAGS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'assets', 'feature-flags.json'), 'utf8'));

const STAGES: Record<string, typeof PlainStage | typeof OrdersStage> = { plain: PlainStage, application: OrdersStage };

async function main(kind: string, stages: string, approvals: string, content: string, outdir: string): Promise<void> {
  // Each process loads what it needs for its own pipeline only.
  const { deliver } = await import(`./${kind}`) as Contender;
  const blueprint = estate(Number(approvals));
  const app = new App({ outdir, context: FLAGS, analyticsReporting: false });
  const stagesOf = ({ name, account, regions }: DeploymentEnvironment): Stage[] =>
    regions.map((region) => new STAGES[stages](app, `${name}-${region}`, { env: { account, region }, content }));
  deliver(app, blueprint, stagesOf);
  app.synth();
}

const [kind, stages, approvals, content, outdir] = process.argv.slice(2);
void main(kind, stages, approvals, content, outdir);

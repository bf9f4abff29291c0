import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { estate, STACKS } from './estate';
import type { DeploymentEnvironment } from '../../src/blueprint';
import type { Contender } from '../large-delivery/contender';

/** The feature flags of a scaffolded project. */
const FLAGS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'assets', 'feature-flags.json'), 'utf8'));

async function main(kind: string, outdir: string): Promise<void> {
  // Each process loads what it needs for its own pipeline only.
  const { deliver } = await import(`../large-delivery/${kind}`) as Contender;
  const app = new App({ outdir, context: FLAGS, analyticsReporting: false });
  const stagesOf = ({ name, account, regions }: DeploymentEnvironment): Stage[] => regions.map((region) => {
    const stage = new Stage(app, `${name}-${region}`, { env: { account, region } });
    for (let index = 0; index < STACKS; index++) {
      new ssm.StringParameter(new Stack(stage, `Service${index}`), 'Parameter', { stringValue: name });
    }
    return stage;
  });
  deliver(app, estate(), stagesOf);
  app.synth();
}

const [kind, outdir] = process.argv.slice(2);
main(kind, outdir).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stage } from 'aws-cdk-lib';
import { exampleDocument } from './blueprints';
import { deliveryOf, temporaryFolder } from './delivery';
import type { DeploymentEnvironment } from '../../src';
import { choosePipeline, Rehearsal, type RehearsalProps, type RehearsalReport } from '../../src/rehearsal';

/** Makes the stages of an environment. */
export type StagesOf = (scope: App, environment: DeploymentEnvironment) => Stage[];

/**
 * A repository with an app of our own constructs. Its pipeline does not synthesize the app again, which the packaged tests
 * do, but copies the cloud assembly that the repository holds: a test that deploys needs no compiler.
 */
export class DeliveredApp {
  private readonly root = temporaryFolder();
  public readonly assembly = join(this.root, 'source', 'assembly');

  /** Writes the app anew, as a commit would. */
  public synthesize(stagesOf: StagesOf, document = exampleDocument()): this {
    const synth = { installCommands: [], commands: ['cp -r assembly cdk.out'] };
    const { app, pipeline } = deliveryOf(document, { synth });
    for (const environment of pipeline.environments) {
      stagesOf(app, environment).forEach((stage) => pipeline.addStage(environment, stage));
    }
    const { directory } = app.synth();
    rmSync(this.assembly, { recursive: true, force: true });
    mkdirSync(join(this.root, 'source'), { recursive: true });
    cpSync(directory, this.assembly, { recursive: true });
    makeReadable(this.assembly);
    return this;
  }

  public async rehearse(props: Partial<RehearsalProps> = {}): Promise<RehearsalReport> {
    const rehearsal = new Rehearsal({
      pipeline: choosePipeline(this.assembly),
      sources: { first: join(this.root, 'source'), byAction: {} },
      app: join(this.root, 'cdk.out'),
      output: join(this.root, '.rehearsal'),
      approve: async () => ({ approved: true, reason: 'approved by the test' }),
      progress: () => undefined,
      environment: process.env,
      signal: new AbortController().signal,
      ...props,
    });
    return rehearsal.run();
  }
}

/**
 * cdk-assets 4.7.3, the newest release at the time of writing, reads asset manifests up to schema 54 and aws-cdk-lib 2.275 writes 55,
 * which describes files alike. The version is lowered here alone: a rehearsal of such an app rightly fails.
 */
function makeReadable(assembly: string): void {
  const manifests = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.assets.json'));
  for (const file of manifests.map((path) => join(assembly, path))) {
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": "55\.\d+\.\d+"/, '"version": "54.0.0"'));
  }
}

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { exampleDocument } from './blueprints';
import { simpleStage, temporaryFolder, testApp } from './delivery';
import { AddStageOptions, DeliveryPlan, PipelineBlueprint } from '../../src';

/** A synthesized app with a delivery plan. Every environment has a stage of each name; answers with the assembly's folder. */
export function plannedApp(
  document: Record<string, unknown> = exampleDocument(), names: string[] = ['api'], order: (earlier: Stage[]) => AddStageOptions = () => ({}),
): string {
  const app = testApp();
  const plan = new DeliveryPlan(app, 'Delivery', { blueprint: PipelineBlueprint.fromJson(JSON.stringify(document)) });
  for (const environment of plan.environments) {
    const stages: Stage[] = [];
    for (const name of names) {
      const stage = simpleStage(app, environment, name, ['shared content']);
      plan.addStage(environment, stage, order(stages));
      stages.push(stage);
    }
  }
  return app.synth().directory;
}

/** Programs on the path that note their arguments and run a line of bash, in place of those that need AWS. */
export class NotingTools {
  private readonly folder = temporaryFolder();
  private readonly log = join(this.folder, 'calls');

  constructor(tools: Record<string, string>) {
    const bin = join(this.folder, 'bin');
    mkdirSync(bin);
    for (const [name, line] of Object.entries(tools)) {
      writeFileSync(join(bin, name), `#!/bin/bash\nprintf '%s\\t' ${name} "$@" >> '${this.log}'; echo >> '${this.log}'\n${line}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
  }

  /** Each call as the program and its arguments. */
  public get calls(): string[][] {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').trim().split('\n').map((line) => line.split('\t').filter(Boolean)) : [];
  }
}

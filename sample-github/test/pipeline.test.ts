import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { deliver } from '../src/delivery';
import { PipelineBlueprint } from 'cdk-multi-account-pipeline';

interface Plan {
  stages: { name: string; after: string[] }[];
}

const { environments } = PipelineBlueprint.fromFile('pipeline.json');
let assembly: string;

beforeAll(() => {
  const app = new App();
  deliver(app);
  assembly = app.synth().directory;
});

test.each(environments.map(({ name }) => name))('%s gets the site after the API that it calls', (name) => {
  const { stages } = JSON.parse(readFileSync(join(assembly, 'delivery', `${name}.json`), 'utf8')) as Plan;

  expect(stages.map((stage) => [stage.name, stage.after])).toEqual([[`${name}-api`, []], [`${name}-web`, [`${name}-api`]]]);
});

test('a person approves before anything is deployed to prod, and nobody is asked for beta', () => {
  expect(environments.map(({ name, approval }) => [name, approval.isManual])).toEqual([['beta', false], ['prod', true]]);
});

import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { EcsServiceStage, ServiceImage } from '../../src';
import type { RehearsalReport } from '../../src/rehearsal';
import { exampleDocument } from '../support/blueprints';
import { DeliveredApp } from '../support/delivered-app';
import { IMAGE_BUILD, imageBuild, inRepository } from '../support/images';
import { trace } from '../support/pipeline-app';

// Every test synthesizes an app and goes through the whole pipeline.
jest.setTimeout(180_000);

const ENVIRONMENTS = [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' }];

/** Rehearses an app with the image of a build, where there are no other tools for images than these. */
async function rehearse(tools: Record<string, string>): Promise<{ report: RehearsalReport; said: (action: string) => string }> {
  const repository = inRepository();
  const app = new DeliveredApp().synthesize(
    (scope, environment) => [new EcsServiceStage(scope, 'beta-api', { deploymentEnvironment: environment, image: ServiceImage.fromBuild(imageBuild()) })],
    exampleDocument({ environments: ENVIRONMENTS, builds: [IMAGE_BUILD], selfMutation: false }));
  cpSync(join(repository, 'backend'), join(dirname(app.assembly), 'backend'), { recursive: true });
  const bin = join(repository, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries({ docker: 'exit 1', ...tools })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const report = await app.rehearse({ environment: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) } });
  const actions = report.executions.at(-1)!.stages.flatMap((stage) => stage.actions);
  return { report, said: (action) => (actions.find(({ name }) => name === action)!.reasons ?? []).join('\n') };
}

describe('E2: the image of a build, rehearsed', () => {
  test('is built by podman, never pushed, and its placeholder goes on', async () => {
    const { report, said } = await rehearse({ podman: 'echo "podman $*"' });
    expect(report.status).toBe('succeeded');
    expect(trace(report).filter((line) => /^(Build|Images|beta)\//.test(line))).toEqual([
      'Build/api-image: notExecuted', 'Build/Synth: succeeded', 'Images/Promote: notExecuted', 'beta/Deploy: succeeded',
    ]);
    expect(said('api-image')).toContain('aws ecr get-login-password needs AWS credentials');
    expect(said('Promote')).toContain('aws ecr get-authorization-token needs AWS credentials');
  });

  test('fails the run where its Dockerfile cannot be built', async () => {
    const { report } = await rehearse({ podman: 'exit 4' });
    expect(report.status).toBe('failed');
    expect(trace(report)).toContain('Build/api-image: failed');
  });
});

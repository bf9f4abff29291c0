import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { exampleDocument } from './blueprints';
import { Delivery, deliveryOf, temporaryFolder } from './delivery';
import { Build, EcsServiceStage, PipelineBlueprint, ServiceImage } from '../../src';

export const IMAGE_BUILD = { name: 'api-image', containerImage: { directory: 'backend' } };
export const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;

/** Goes into a repository with these files until the test is over. */
export function inRepository(files: Record<string, string> = { 'backend/Dockerfile': 'FROM scratch\nEXPOSE 8080\n' }): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  // Going there in earnest would take the test files along that the process runs after this one.
  jest.spyOn(process, 'cwd').mockReturnValue(folder);
  return folder;
}

afterEach(() => jest.spyOn(process, 'cwd').mockRestore());

/** What a build leaves of an image that it has pushed. */
export function builtImage(digit: string): Record<string, string> {
  const repository = '111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders-pipeline-deliveryimages';
  return { 'images/api-image/image.json': JSON.stringify({ repository, digest: digestOf(digit) }) };
}

/** The build of an image, with these changes. */
export function imageBuild(containerImage: object = {}): Build {
  const builds = [{ ...IMAGE_BUILD, containerImage: { ...IMAGE_BUILD.containerImage, ...containerImage } }];
  return PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ builds }))).findBuild(IMAGE_BUILD.name);
}

/** A pipeline that delivers a service with the image of its build to all environments, in the repository that the test is in. */
export function imageDelivery(document: Record<string, unknown> = {}): Delivery & { readonly services: Stack[] } {
  const delivery = deliveryOf(exampleDocument({ builds: [IMAGE_BUILD, { name: 'web' }], ...document }));
  const stages: Stage[] = delivery.pipeline.environments.map((environment) => {
    const stage = new EcsServiceStage(delivery.app, `${environment.name}-api`, { deploymentEnvironment: environment, image: ServiceImage.fromBuild(imageBuild()) });
    delivery.pipeline.addStage(environment, stage);
    return stage;
  });
  return { ...delivery, services: stages.map((stage) => (stage as EcsServiceStage).stack) };
}

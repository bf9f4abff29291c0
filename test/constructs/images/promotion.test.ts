import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerService, DeliveryPlan, EcsServiceStage, EnvironmentProfile, PipelineBlueprint, ServiceImage } from '../../../src';
import { exampleDocument } from '../../support/blueprints';
import { deliveryOf, simpleStage, testApp, trace } from '../../support/delivery';
import { builtImage, digestOf, imageBuild, imageDelivery, inRepository } from '../../support/images';
import { ENV, nagFindings, validatorFindings } from '../../support/stages';

const DOCKERFILE = { 'backend/Dockerfile': 'FROM scratch\nEXPOSE 8080\n' };
const imagesOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'))
  .map(({ Properties }) => JSON.stringify(Properties.ContainerDefinitions[0].Image));

beforeAll(() => jest.setTimeout(60_000));

describe('E2: an image that a build has made', () => {
  test('is copied by one action to all environments, before the first of them', () => {
    inRepository({ ...DOCKERFILE, ...builtImage('a') });
    const { app, stack } = imageDelivery();
    app.synth();
    const actions = trace(stack);
    expect(actions.filter((action) => action.startsWith('Images/'))).toEqual(['Images/1/Promote']);
    expect(actions.indexOf('Images/1/Promote')).toBeLessThan(actions.findIndex((action) => action.startsWith('beta')));
    expect(actions.indexOf('Images/1/Promote')).toBeGreaterThan(actions.indexOf('UpdatePipeline/1/SelfMutate'));
  });

  test('is named by its digest, in the registry of each environment\'s own account and region', () => {
    inRepository({ ...DOCKERFILE, ...builtImage('a') });
    const { services } = imageDelivery();
    for (const service of services) {
      const [image] = imagesOf(service);
      expect(image).toContain(`${service.account}.dkr.ecr.${service.region}.`);
      expect(image).toContain(`/cdk-hnb659fds-container-assets-${service.account}-${service.region}@${digestOf('a')}`);
    }
  });

  test('may be pulled by the service from that repository and from no other', () => {
    inRepository({ ...DOCKERFILE, ...builtImage('a') });
    const [service] = imageDelivery().services;
    const statements = Object.values(Template.fromStack(service).findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const pulling = statements.filter(({ Action }) => JSON.stringify(Action).includes('ecr:BatchGetImage'));
    expect(pulling).toHaveLength(1);
    expect(JSON.stringify(pulling[0].Resource)).toContain(`repository/cdk-hnb659fds-container-assets-${service.account}-${service.region}`);
  });

  test('leaves the pipeline\'s template as it is when it is another one, and before there is one', () => {
    const [first, second, none] = [builtImage('a'), builtImage('b'), {}].map((built) => {
      inRepository({ ...DOCKERFILE, ...built });
      const { app, stack } = imageDelivery();
      app.synth();
      return JSON.stringify(Template.fromStack(stack).toJSON());
    });
    expect(second).toBe(first);
    expect(none).toBe(first);
  });

  test('is listed for the action that copies it, with where it goes', () => {
    inRepository({ ...DOCKERFILE, ...builtImage('a') });
    const { app, services } = imageDelivery();
    const { directory } = app.synth();
    const images = JSON.parse(readFileSync(join(directory, 'images', 'orders-pipeline.Delivery', 'images.json'), 'utf8'));
    expect(images).toHaveLength(services.length);
    const [{ account, region }] = services;
    expect(images[0]).toMatchObject({
      file: 'images/api-image/image.json',
      image: { registry: '111111111111.dkr.ecr.eu-west-1.amazonaws.com', region: 'eu-west-1', repository: 'orders-pipeline-deliveryimages', digest: digestOf('a') },
      destination: {
        registry: `${account}.dkr.ecr.${region}.amazonaws.com`,
        region,
        repository: `cdk-hnb659fds-container-assets-${account}-${region}`,
        roleArn: `arn:aws:iam::${account}:role/cdk-hnb659fds-image-publishing-role-${account}-${region}`,
      },
    });
    expect(readFileSync(join(directory, 'images', 'orders-pipeline.Delivery', 'promote.js'), 'utf8')).toContain('copyImage');
  });

  test('stays clean under AWS\'s validator and cdk-nag', () => {
    inRepository({ ...DOCKERFILE, ...builtImage('a') });
    const { app } = imageDelivery();
    expect(validatorFindings(app)).toEqual([]);
    expect(nagFindings(app)).toEqual([]);
  });
});

describe('E2: while the build of an image has not run', () => {
  test('a placeholder that no task can start with takes its place, with a warning', () => {
    inRepository();
    const { app, services: [service] } = imageDelivery();
    app.synth();
    expect(imagesOf(service)[0]).toContain(`@${digestOf('0')}`);
    Annotations.fromStack(service).hasWarning('*', Match.stringLikeRegexp('images/api-image/image.json does not exist yet, so a placeholder stands for the image'));
    const images = JSON.parse(readFileSync(join(app.outdir, 'images', 'orders-pipeline.Delivery', 'images.json'), 'utf8'));
    expect(images.map(({ image }: { image: unknown }) => image)).toEqual(images.map(() => null));
  });

  test('an empty output counts as none', () => {
    inRepository({ ...DOCKERFILE, 'images/api-image/.keep': '' });
    expect(imagesOf(imageDelivery().services[0])[0]).toContain(`@${digestOf('0')}`);
  });

  test.each(['{}', 'no JSON', '{"repository":"docker.io/a","digest":"latest"}'])('the output %j of something else is refused', (text) => {
    inRepository({ ...DOCKERFILE, 'images/api-image/image.json': text });
    expect(() => ServiceImage.fromBuild(imageBuild())).toThrow(/images\/api-image\/image.json must hold the repository and the digest of an image in ECR, got: .+Delete it/);
  });
});

describe('E2: an image of a build cannot be used', () => {
  test('of a build that makes none', () => {
    const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ builds: [{ name: 'web' }] })));
    expect(() => ServiceImage.fromBuild(blueprint.findBuild('web'))).toThrow('build must make a container image, got: web. Give it "containerImage"');
  });

  test('without its Dockerfile', () => {
    inRepository({});
    expect(() => ServiceImage.fromBuild(imageBuild())).toThrow('containerImage.directory must be a folder with a Dockerfile, got: backend. Looked in ');
  });

  test('where the account is not known', () => {
    inRepository();
    const stack = new Stack(new App(), 'Nowhere');
    expect(() => new ContainerService(stack, 'Api', { profile: EnvironmentProfile.STAGING, image: ServiceImage.fromBuild(imageBuild()) }))
      .toThrow('Nowhere: an image of a build needs a stack whose account and region are known');
  });

  test('where the bootstrap is not known', () => {
    inRepository();
    const stack = new Stack(new App(), 'Old', { env: ENV, synthesizer: new LegacyStackSynthesizer() });
    expect(() => new ContainerService(stack, 'Api', { profile: EnvironmentProfile.STAGING, image: ServiceImage.fromBuild(imageBuild()) }))
      .toThrow('Old: an image of a build needs the bootstrap\'s repository, got: LegacyStackSynthesizer.');
  });

  test('where GitHub delivers, which copies nothing', () => {
    inRepository();
    const app = testApp();
    const { builds: _, ...document } = exampleDocument();
    const plan = new DeliveryPlan(app, 'Delivery', { blueprint: PipelineBlueprint.fromJson(JSON.stringify(document)) });
    for (const environment of plan.environments) {
      plan.addStage(environment, new EcsServiceStage(app, `${environment.name}-api`, { deploymentEnvironment: environment, image: ServiceImage.fromBuild(imageBuild()) }));
    }
    expect(() => app.synth()).toThrow(/ServiceImage.fromBuild is for CodePipeline only, got: images\/api-image\/image.json. Use ServiceImage.fromAsset/);
    expect(() => new DeliveryPlan(testApp(), 'Delivery', { blueprint: PipelineBlueprint.fromJson(JSON.stringify({ ...document, builds: [{ name: 'a', containerImage: { directory: 'a' } }] })) }))
      .toThrow('builds[0].containerImage is for CodePipeline only');
  });
});

test('a pipeline without such an image copies nothing', () => {
  const { app, stack, pipeline } = deliveryOf();
  pipeline.environments.forEach((environment) => pipeline.addStage(environment, simpleStage(app, environment, 'api')));
  app.synth();
  expect(trace(stack).filter((action) => action.startsWith('Images'))).toEqual([]);
});

import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ContainerServiceOptions, CpuArchitecture, EcsServiceStage, EnvironmentProfile, ServiceImage } from '../../../src';
import { imageBuild, inRepository } from '../../support/images';
import { DIGEST, ENV } from '../../support/stages';

const serviceOf = (image: ServiceImage, options: Omit<ContainerServiceOptions, 'image'> = {}) =>
  new EcsServiceStage(new App(), 'Api', { env: ENV, profile: EnvironmentProfile.PRODUCTION, image, ...options });
const processorOf = (stage: EcsServiceStage) =>
  Object.values(Template.fromStack(stage.stack).findResources('AWS::ECS::TaskDefinition'))[0].Properties.RuntimePlatform.CpuArchitecture;
const withDockerfile = (...lines: string[]) => inRepository({ 'backend/Dockerfile': lines.join('\n') });
const ARM = 'FROM --platform=linux/arm64 scratch';

describe('E2: a container port that the image does not expose', () => {
  test.each([['fromAsset', () => ServiceImage.fromAsset('backend')], ['fromBuild', () => ServiceImage.fromBuild(imageBuild())]])('is refused for %s', (_, image) => {
    withDockerfile('FROM scratch', 'EXPOSE 3000 3001');
    expect(() => serviceOf(image())).toThrow('containerPort must be 3000 or 3001, which the Dockerfile exposes, got: 8080. Set containerPort: 3000, or write EXPOSE 8080');
    expect(() => serviceOf(image(), { containerPort: 3001 })).not.toThrow();
  });

  test.each([['nothing', []], ['what an argument says', ['ARG P', 'EXPOSE $P']]])('is accepted where the Dockerfile exposes %s', (_, lines) => {
    withDockerfile('FROM scratch', ...lines);
    expect(() => serviceOf(ServiceImage.fromAsset('backend'))).not.toThrow();
  });

  test('is reported together with what else is wrong', () => {
    withDockerfile(ARM, 'EXPOSE 3000');
    expect(() => serviceOf(ServiceImage.fromAsset('backend'), { architecture: CpuArchitecture.X86_64, healthCheckPath: 'health' })).toThrow('has 3 problems');
  });
});

describe('E2: a processor that the image is not built for', () => {
  test('is refused for the image of a build', () => {
    inRepository();
    expect(() => serviceOf(ServiceImage.fromBuild(imageBuild()), { architecture: CpuArchitecture.ARM64 }))
      .toThrow('architecture must be x86_64, which the image is built for, got: arm64. Remove it, or build the image for it');
  });

  test('is refused where the Dockerfile chooses another one', () => {
    withDockerfile(ARM);
    expect(() => serviceOf(ServiceImage.fromAsset('backend'), { architecture: CpuArchitecture.X86_64 })).toThrow('architecture must be arm64, which the image is built for');
    expect(() => ServiceImage.fromBuild(imageBuild())).toThrow('containerImage.architecture must be arm64, which the Dockerfile chooses by --platform, got: x86_64.');
  });

  test('is nobody\'s, where only one of them says something', () => {
    inRepository();
    expect(processorOf(serviceOf(ServiceImage.fromBuild(imageBuild({ architecture: 'arm64' }))))).toBe('ARM64');
    expect(processorOf(serviceOf(ServiceImage.fromAsset('backend')))).toBe('X86_64');
    expect(processorOf(serviceOf(ServiceImage.fromAsset('backend'), { architecture: CpuArchitecture.ARM64 }))).toBe('ARM64');
    expect(processorOf(serviceOf(ServiceImage.fromEcr('api', DIGEST), { architecture: CpuArchitecture.ARM64 }))).toBe('ARM64');
    withDockerfile(ARM);
    expect(processorOf(serviceOf(ServiceImage.fromAsset('backend')))).toBe('ARM64');
  });
});

test('E2: a mutable tag, such as latest, is refused in production and everywhere else', () => {
  expect(() => serviceOf(ServiceImage.fromEcr('api', 'latest'))).toThrow(
    'digest must be "sha256:" and 64 hexadecimal digits, got: latest. A tag can be moved after its image was approved: pass the digest');
  expect(() => serviceOf(ServiceImage.fromEcr('api:latest', DIGEST))).toThrow('repository must be the ARN or the name of an ECR repository, got: api:latest.');
});

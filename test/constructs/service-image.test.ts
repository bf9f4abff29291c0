import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { ContainerService, EcsServiceStage, ServiceImage } from '../../src/constructs';
import { DIGEST, ENV, folderWith } from '../support/stages';

const imageOf = (image: ServiceImage) => {
  const stack = new Stack(new App(), 'Stack', { env: ENV });
  new ContainerService(stack, 'Api', { profile: EnvironmentProfile.DEVELOPMENT, image });
  return JSON.stringify(Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'))[0].Properties.ContainerDefinitions[0].Image);
};

test('a name is a repository of the service\'s own account and region', () => {
  expect(imageOf(ServiceImage.fromEcr('team/api', DIGEST))).toContain('111111111111.dkr.ecr.eu-west-1.');
  expect(imageOf(ServiceImage.fromEcr('team/api', DIGEST))).toContain(`/team/api@${DIGEST}`);
});

test('an ARN names the repository of any account and region', () => {
  const arn = 'arn:aws:ecr:us-east-1:222222222222:repository/team/api';
  expect(imageOf(ServiceImage.fromEcr(arn, DIGEST))).toContain('222222222222.dkr.ecr.us-east-1.');
  expect(imageOf(ServiceImage.fromEcr(arn, DIGEST))).toContain(`/team/api@${DIGEST}`);
});

test.each(['latest', 'v1.2.3', 'sha256:abc', `sha256:${'A'.repeat(64)}`, ''])('the tag or broken digest %p is refused, with the reason and the remedy', (digest) => {
  expect(() => ServiceImage.fromEcr('api', digest)).toThrow(
    /ServiceImage\.fromEcr has 1 problem:\n {2}- digest must be "sha256:" and 64 hexadecimal digits, got: .*A tag can be moved .* pass the digest/,
  );
});

test.each(['API', 'arn:aws:s3:::bucket', 'a b', '111111111111.dkr.ecr.eu-west-1.amazonaws.com/api', 'api:latest'])('the repository %p is refused', (repository) => {
  expect(() => ServiceImage.fromEcr(repository, DIGEST)).toThrow(/repository must be the ARN or the name of an ECR repository, got: .+Write "arn:aws:ecr/);
});

test('a bad repository and a bad digest are reported at once', () => {
  expect(() => ServiceImage.fromEcr('API', 'latest')).toThrow(/2 problems/);
});

test('tokens pass', () => {
  const token = Lazy.string({ produce: () => 'later' });
  expect(() => imageOf(ServiceImage.fromEcr(token, token))).not.toThrow();
});

test('an image of a folder is built for the processor that tasks run on', () => {
  const image = ServiceImage.fromAsset(folderWith({ Dockerfile: 'FROM scratch' }));
  const app = new App();
  const stage = new EcsServiceStage(app, 'Beta', { env: ENV, profile: EnvironmentProfile.DEVELOPMENT, image });
  const assets = app.synth().getNestedAssembly('assembly-Beta').artifacts.flatMap((artifact) => ('contents' in artifact ? [artifact.contents] : []));
  expect(Object.values((assets[0] as { dockerImages: object }).dockerImages)).toEqual([
    expect.objectContaining({ source: expect.objectContaining({ platform: 'linux/amd64' }) }),
  ]);
  Template.fromStack(stage.stack).hasResourceProperties('AWS::ECS::TaskDefinition', { RuntimePlatform: { CpuArchitecture: 'X86_64' } });
});

test('a folder without a Dockerfile is refused with the place that was looked in', () => {
  const folder = folderWith({ 'index.html': '' });
  expect(() => ServiceImage.fromAsset(folder)).toThrow(`Looked in ${folder}`);
});

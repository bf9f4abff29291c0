import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CpuArchitecture, EcsServiceStage, EcsServiceStageProps, EnvironmentProfile, PipelineBlueprint, Rollout, ServiceEntrance, ServiceImage } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { temporaryFolder } from '../support/delivery';
import { DIGEST, ENV } from '../support/stages';

/** The mistakes that a team makes with its first service. Each fails the synth, before anything is deployed or pushed. */

const CERTIFICATE = 'arn:aws:acm:us-west-2:111111111111:certificate/11111111-1111-4111-8111-111111111111';

function repositoryWith(dockerfile: string): string {
  const folder = join(temporaryFolder(), 'backend');
  mkdirSync(folder);
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  return folder;
}

const inProduction = (props: Partial<EcsServiceStageProps>) => () => void new EcsServiceStage(new App(), 'prod-api', {
  env: ENV, profile: EnvironmentProfile.PRODUCTION, image: ServiceImage.fromEcr('api', DIGEST), ...props,
});
const steps = (percents: number[]) => PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
  environments: [{ name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production', rollout: { type: 'steps', percents, minutes: 10 } }],
})));

test('nothing is found where nothing is wrong', () => {
  const image = ServiceImage.fromAsset(repositoryWith('FROM scratch\nEXPOSE 8080\n'));
  expect(inProduction({ image, rollout: Rollout.steps([10, 50, 100], { minutes: 10 }), loadBalancerName: 'a'.repeat(32) })).not.toThrow();
});

const MISTAKES: [string, () => void, RegExp][] = [
  [
    'a port that the container does not listen on',
    () => inProduction({ image: ServiceImage.fromAsset(repositoryWith('FROM scratch\nEXPOSE 3000\n')) })(),
    /containerPort must be 3000, which the Dockerfile exposes, got: 8080\. Set containerPort: 3000/,
  ],
  ['a health path without "/"', inProduction({ healthCheckPath: 'health' }), /healthCheckPath must start with "\/".*, got: health\. /],
  ['a name of the load balancer over 32 characters', inProduction({ loadBalancerName: 'a'.repeat(33) }), /loadBalancerName must be 1 to 32 letters, digits and hyphens, .*got: a{33}\. /],
  ['the tag latest', () => void ServiceImage.fromEcr('api', 'latest'), /digest must be "sha256:" and 64 hexadecimal digits, got: latest\. A tag can be moved/],
  [
    'a certificate of another region',
    inProduction({ entrance: ServiceEntrance.publicLoadBalancer({ domainName: 'api.example.com', certificateArn: CERTIFICATE }) }),
    /certificateArn must .*eu-west-1.*got: arn:aws:acm:us-west-2/,
  ],
  [
    'a certificate for CloudFront that is not of us-east-1',
    inProduction({ entrance: ServiceEntrance.cloudFront({ domainName: 'api.example.com', certificateArn: CERTIFICATE }) }),
    /certificateArn must .*us-east-1.*got: arn:aws:acm:us-west-2/,
  ],
  ['percents that do not rise', () => void Rollout.steps([50, 10, 100], { minutes: 10 }), /percents\[1\] must be more than 50, the step before, got: 10\. /],
  ['percents in pipeline.json that do not rise', () => void steps([10, 10, 100]), /environments\[0\]\.rollout\.percents\[1\] must be more than 10/],
  ['percents that do not end at 100', () => void Rollout.steps([10, 50], { minutes: 10 }), /percents\[1\] must be 100, got: 50\. /],
  ['a secret in plain text', inProduction({ environment: { DB_PASSWORD: 'hunter22' } }), /environment\.DB_PASSWORD must not be a secret, got: a value of 8 characters\. /],
  [
    'a processor that the image is not built for',
    () => inProduction({ image: ServiceImage.fromAsset(repositoryWith('FROM --platform=linux/arm64 scratch\n')), architecture: CpuArchitecture.X86_64 })(),
    /architecture must be arm64, which the image is built for, got: x86_64\. /,
  ],
];

test.each(MISTAKES)('[E1-E4] %s fails the synth with the place, the value and the remedy', (_, make, message) => {
  expect(make).toThrow(message);
});

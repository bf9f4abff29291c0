import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../../src/blueprint';
import { EcsServiceStage, ServiceImage } from '../../../src/constructs';
import { DIGEST, ENV } from '../../support/stages';
import { harmedByUpdate } from '../../support/updates';

test.each(EnvironmentProfile.all())('[E9] a service of the profile %s that was deployed by an earlier version is updated without a replacement or removal', (profile) => {
  const { stack } = new EcsServiceStage(new App(), 'Api', { env: ENV, profile, image: ServiceImage.fromEcr('api', DIGEST) });
  // A new revision of the task is what a release is.
  expect(harmedByUpdate(`container-service-${profile.name}`, Template.fromStack(stack), (type) => type === 'AWS::ECS::TaskDefinition')).toEqual([]);
});

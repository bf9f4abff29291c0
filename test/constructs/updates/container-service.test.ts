import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../../src/blueprint';
import { EcsServiceStage, ServiceImage } from '../../../src/constructs';
import { DIGEST, ENV } from '../../support/stages';

/** The stack as it was before it had two groups of tasks. */
const EARLIER = join(__dirname, '..', '..', 'support', 'earlier');

/** What an update must not do to a resource. */
const HARMFUL = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE, ResourceImpact.WILL_DESTROY, ResourceImpact.WILL_ORPHAN];

/** A new revision of the task is what a release is. */
const REPLACED_BY_RELEASES: readonly (string | undefined)[] = ['AWS::ECS::TaskDefinition'];

test.each(EnvironmentProfile.all())('[E9] a service of the profile %s that was deployed by an earlier version is updated without a replacement or removal', (profile) => {
  const before = JSON.parse(readFileSync(join(EARLIER, `container-service-${profile.name}.json`), 'utf8'));
  const { stack } = new EcsServiceStage(new App(), 'Api', { env: ENV, profile, image: ServiceImage.fromEcr('api', DIGEST) });
  const harmed: string[] = [];
  fullDiff(before, Template.fromStack(stack).toJSON()).resources.forEachDifference((id, difference) => {
    if (HARMFUL.includes(difference.changeImpact) && !REPLACED_BY_RELEASES.includes(difference.resourceType)) {
      harmed.push(`${id}: ${difference.changeImpact}`);
    }
  });
  expect(harmed).toEqual([]);
});

import { Stack } from 'aws-cdk-lib';
import { exampleDocument } from '../support/blueprints';
import { addStages, Delivery, deliveryOf, pipelineProperties } from '../support/delivery';

jest.setTimeout(60_000);

function deliveryFrom(region: string, flags: Record<string, unknown> = {}): Delivery {
  const tools = { account: '111111111111', region };
  const environments = [{ name: 'beta', account: '222222222222', regions: [region], profile: 'development' }];
  return deliveryOf(exampleDocument({ tools, environments }), {}, flags);
}

/** The roles that deployments are done with and by. */
function deploymentRoles(stack: Stack): unknown[] {
  const actions = pipelineProperties(stack).Stages.flatMap((stage) => stage.Actions).filter(({ ActionTypeId }) => ActionTypeId.Category === 'Deploy');
  return actions.flatMap((action) => [(action as unknown as { RoleArn: unknown }).RoleArn, action.Configuration.RoleArn]);
}

describe('P11: the roles of deployments', () => {
  test.each([
    ['eu-west-1', 'aws'], ['us-gov-west-1', 'aws-us-gov'], ['cn-north-1', 'aws-cn'],
  ])('are one text each, in the partition of %s', (region, partition) => {
    const delivery = deliveryFrom(region);
    addStages(delivery);
    expect(deploymentRoles(delivery.stack)).toEqual(['deploy', 'cfn-exec'].map((role) =>
      `arn:${partition}:iam::222222222222:role/cdk-hnb659fds-${role}-role-222222222222-${region}`));
  });

  test('leave the partition to CloudFormation in a region that CDK does not know', () => {
    const delivery = deliveryFrom('eu-north-9');
    addStages(delivery);
    const parts = ['arn:', { Ref: 'AWS::Partition' }, expect.stringContaining(':role/cdk-hnb659fds-deploy-role-222222222222-eu-north-9')];
    expect(deploymentRoles(delivery.stack)[0]).toEqual({ 'Fn::Join': ['', parts] });
  });

  test('are the same with CDK\'s own literals', () => {
    const [plain, literal] = [{}, { '@aws-cdk/core:enablePartitionLiterals': true }].map((flags) => {
      const delivery = deliveryFrom('eu-west-1', flags);
      addStages(delivery);
      return deploymentRoles(delivery.stack);
    });
    expect(literal).toEqual(plain);
  });
});

test('P11: references of actions to other resources stay references', () => {
  const delivery = deliveryFrom('eu-west-1');
  addStages(delivery);
  const build = pipelineProperties(delivery.stack).Stages.flatMap(({ Actions }) => Actions).find(({ Name }) => Name === 'Synth')!;
  expect(build.Configuration.ProjectName).toEqual({ Ref: expect.any(String) });
});

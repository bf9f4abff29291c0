import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DeploymentEnvironment, EnvironmentProfile, PipelineBlueprint, Rollout } from '../../../src/blueprint';
import { EcsServiceStage, EcsServiceStageProps, ServiceImage } from '../../../src/constructs';
import { DIGEST, ENV } from '../../support/stages';

const stackWith = (props: Partial<EcsServiceStageProps>) => new EcsServiceStage(
  new App(), 'beta-api', { env: ENV, profile: EnvironmentProfile.DEVELOPMENT, image: ServiceImage.fromEcr('api', DIGEST), ...props },
).stack;
const templateWith = (props: Partial<EcsServiceStageProps>) => Template.fromStack(stackWith(props));
const serviceWith = (props: Partial<EcsServiceStageProps>) => Object.values(templateWith(props).findResources('AWS::ECS::Service'))[0].Properties;

/** Tasks never fall below what runs, whatever the rollout. */
const SHARES = { MinimumHealthyPercent: 100, MaximumPercent: 200 };

const ROLLOUTS: [string, Rollout, object][] = [
  ['all at once as a rolling deployment with the circuit breaker', Rollout.allAtOnce(), {
    Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: true, Rollback: true },
  }],
  ['blue/green', Rollout.blueGreen({ bakeMinutes: 5 }), { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 5 }],
  ['a canary', Rollout.canary({ percent: 1, minutes: 20, bakeMinutes: 0 }), {
    Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 1, CanaryBakeTimeInMinutes: 20 }, BakeTimeInMinutes: 0,
  }],
  ['linear steps', Rollout.linear({ percent: 30, minutes: 5 }), {
    Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 30, StepBakeTimeInMinutes: 5 }, BakeTimeInMinutes: 10,
  }],
  ['steps as the equal ones that meet them, which are not held', Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 }), {
    Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 10, StepBakeTimeInMinutes: 0 }, BakeTimeInMinutes: 30,
  }],
];

describe('[E4] a service is rolled out', () => {
  test.each(ROLLOUTS)('%s', (_, rollout, configuration) => {
    const found = serviceWith({ rollout }).DeploymentConfiguration;
    expect(found).toMatchObject({ ...SHARES, ...configuration });
    expect('DeploymentCircuitBreaker' in found).toBe('DeploymentCircuitBreaker' in configuration);
  });

  test.each(ROLLOUTS)('%s, with both groups known to ECS', (_, rollout) => {
    const template = templateWith({ rollout });
    const [[rule]] = Object.entries(template.findResources('AWS::ElasticLoadBalancingV2::ListenerRule'));
    const [role] = Object.keys(template.findResources('AWS::IAM::Role', Match.objectLike({ Properties: { Policies: [{ PolicyName: 'MoveRequests' }] } })));
    template.hasResourceProperties('AWS::ECS::Service', {
      LoadBalancers: [{
        TargetGroupArn: { Ref: Match.stringLikeRegexp('HttpTasksGroup') },
        AdvancedConfiguration: {
          AlternateTargetGroupArn: { Ref: Match.stringLikeRegexp('HttpAlternateTasksGroup') },
          ProductionListenerRule: { Ref: rule },
          RoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
        },
        ContainerName: 'app',
        ContainerPort: 8080,
      }],
    });
  });

  test.each<[EnvironmentProfile, string]>([
    [EnvironmentProfile.DEVELOPMENT, 'ROLLING'], [EnvironmentProfile.STAGING, 'BLUE_GREEN'], [EnvironmentProfile.PRODUCTION, 'LINEAR'],
  ])('as the profile %s says: %s', (profile, strategy) => {
    expect(serviceWith({ profile }).DeploymentConfiguration.Strategy).toBe(strategy);
  });

  test('as its environment says rather than the profile, and as the stage says rather than the environment', () => {
    const deploymentEnvironment = environmentWith(Rollout.blueGreen({ bakeMinutes: 7 }));
    const configurationWith = (rollout?: Rollout) => serviceWith({ deploymentEnvironment, profile: undefined, rollout }).DeploymentConfiguration;
    expect(configurationWith()).toMatchObject({ Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 7 });
    expect(configurationWith(Rollout.canary({ percent: 10, minutes: 10 }))).toMatchObject({ Strategy: 'CANARY' });
  });
});

function environmentWith(rollout: Rollout): DeploymentEnvironment {
  return PipelineBlueprint.of({
    application: 'orders',
    tools: { account: '111111111111', region: 'eu-west-1' },
    environments: [{ name: 'beta', account: ENV.account, regions: [ENV.region], profile: EnvironmentProfile.PRODUCTION, rollout }],
  }).environments[0];
}

describe('[E4] a rollout that ECS cannot do is refused', () => {
  test.each<[string, Rollout, string]>([
    ['percents without a common divisor', Rollout.steps([7, 100], { minutes: 10 }), 'rollout must have percents with a common divisor of at least 3, because ECS meets them by equal steps of at least that, got: [7,100]. Choose multiples of 5 or 10, such as [10, 50, 100].'],
    ['percents with one that is too small', Rollout.steps([2, 50, 100], { minutes: 10 }), 'got: [2,50,100].'],
    ['linear steps that are too small', Rollout.linear({ percent: 2, minutes: 1 }), 'rollout must move at least 3 percent at each step, as ECS does, got: 2. Give a larger percent, such as 5.'],
  ])('%s, together with other problems', (_, rollout, message) => {
    expect(() => stackWith({ rollout, containerPort: 0 })).toThrow(message);
    expect(() => stackWith({ rollout, containerPort: 0 })).toThrow('has 2 problems:');
  });

  test('but not a canary of 1 percent, which ECS has', () => {
    expect(() => stackWith({ rollout: Rollout.canary({ percent: 1, minutes: 1 }) })).not.toThrow();
  });
});

describe('[E4] the plan is told at synth', () => {
  const noticesOf = (props: Partial<EcsServiceStageProps>) => Annotations.fromStack(stackWith(props))
    .findInfo('*', Match.stringLikeRegexp('^Rollout')).map(({ entry }) => entry.data);

  test('with steps, end, worst case and what runs side by side', () => {
    expect(noticesOf({ profile: EnvironmentProfile.PRODUCTION })).toEqual([
      'Rollout steps: 10 % for 10 minutes, then 50 % for 10 minutes, then 100 % with a bake of 30 minutes. ' +
      'It ends after 50 minutes; in the worst case a release is turned back in the last one and the way back ends after 100 minutes. ' +
      'Starting the new version comes on top. It runs both versions side by side: 2 + 2 tasks.',
    ]);
  });

  test('in its proper number', () => {
    expect(noticesOf({ rollout: Rollout.canary({ percent: 5, minutes: 1, bakeMinutes: 0 }) })[0]).toMatch(
      /^Rollout canary: 5 % for 1 minute, then 100 % with a bake of 0 minutes\. It ends after 1 minute;.* 1 \+ 1 tasks\.$/,
    );
  });

  test('in a sentence where nothing is held', () => {
    expect(noticesOf({})).toEqual(['Rollout allAtOnce: the new version takes the place of the old one as soon as it is healthy.']);
  });
});

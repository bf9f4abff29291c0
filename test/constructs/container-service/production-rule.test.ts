import { App, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, CfnResource, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { EnvironmentProfile, Rollout } from '../../../src/blueprint';
import { Problems } from '../../../src/blueprint/private/problems';
import type { RolloutDocument } from '../../../src/blueprint/private/rollout-document';
import { ContainerServiceOptions, EcsServiceStage, ServiceImage } from '../../../src/constructs';
import { checkRollout } from '../../../src/constructs/private/ecs/rollout';
import { maybe, optional } from '../../support/arbitraries';
import { rollout } from '../../support/rollouts';
import { DIGEST, ENV } from '../../support/stages';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const image = ServiceImage.fromEcr('api', DIGEST);
const stageWith = (options: Partial<ContainerServiceOptions> = {}, profile = EnvironmentProfile.DEVELOPMENT) => new EcsServiceStage(
  new App(), 'Beta', { env: ENV, profile, image, ...options },
);
const templateOf = ({ stack }: EcsServiceStage) => Template.fromStack(stack);
const ruleOf = (stage: EcsServiceStage) => stage.service.node.findAll()
  .find((one): one is elbv2.CfnListenerRule => (one as CfnResource).cfnResourceType === RULE)!;

/** The rule as every deployed service has it. It must never change: CloudFormation would write its weights over those that ECS has set. */
const DEPLOYED = {
  ServiceLoadBalancerHttpProductionE5E3F391: {
    Type: RULE,
    Properties: {
      Actions: [{
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: { Ref: 'ServiceLoadBalancerHttpTasksGroup7FF30304' }, Weight: 100 },
            { TargetGroupArn: { Ref: 'ServiceLoadBalancerHttpAlternateTasksGroupF2570DBA' }, Weight: 0 },
          ],
        },
        Type: 'forward',
      }],
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
      ListenerArn: { Ref: 'ServiceLoadBalancerHttp922C9E54' },
      Priority: 1,
    },
  },
};

/** What ECS can do of what a blueprint can say. */
const possible = rollout.map((document) => Rollout._fromDocument(document as RolloutDocument)).filter((one) => {
  const problems = new Problems();
  checkRollout(problems, one);
  return problems.messages.length === 0;
});

const options = optional(
  fc.constant({}),
  maybe('containerPort', fc.integer({ min: 1, max: 65535 })),
  maybe('healthCheckPath', fc.constantFrom('/health', '/up', '/')),
  maybe('environment', fc.constantFrom({}, { LOG_LEVEL: 'info' })),
  maybe('cpu', fc.constantFrom(256, 512, 1024)),
  maybe('rollout', possible),
) as fc.Arbitrary<Partial<ContainerServiceOptions>>;

describe('[E4] the rule that divides requests', () => {
  test('is byte for byte the same whatever is chosen, so that no release resets its weights', () => {
    fc.assert(fc.property(options, fc.constantFrom(...EnvironmentProfile.all()), fc.boolean(), (chosen, profile, isTagged) => {
      const stage = stageWith(chosen, profile);
      if (isTagged) {
        Tags.of(stage).add('Team', 'orders');
      }
      expect(JSON.stringify(templateOf(stage).findResources(RULE))).toBe(JSON.stringify(DEPLOYED));
    }), { numRuns: 25 });
  });

  test.each<[string, (rule: elbv2.CfnListenerRule) => void, string]>([
    ['another weight', (rule) => rule.addPropertyOverride('Actions.0.ForwardConfig.TargetGroups.1.Weight', 5), 'Actions of the rule that divides requests must be [{'],
    ['another path', (rule) => rule.addPropertyOverride('Conditions.0.PathPatternConfig.Values', ['/api/*']), 'Conditions of the rule that divides requests must be [{"Field":"path-pattern","PathPatternConfig":{"Values":["/*"]}}], got: [{"Field":"path-pattern","PathPatternConfig":{"Values":["/api/*"]}}]. Remove what changes it, such as a property override: CloudFormation would write the weights'],
    ['another priority', (rule) => {
      rule.priority = 2;
    }, 'Priority of the rule that divides requests must be 1, got: 2.'],
    ['a property more', (rule) => rule.addPropertyOverride('Transforms', []), 'Transforms of the rule that divides requests must be absent, got: [].'],
    ['a property less', (rule) => rule.addPropertyDeletionOverride('Conditions'), 'Conditions of the rule that divides requests must be [{"Field":"path-pattern","PathPatternConfig":{"Values":["/*"]}}], got: nothing.'],
  ])('is refused with %s', (_, change, message) => {
    const stage = stageWith();
    change(ruleOf(stage));
    expect(() => templateOf(stage)).toThrow(message);
  });

  test('may have other logical ids around it, as a service that is adopted has', () => {
    const stage = stageWith();
    (stage.service.service.node.findChild('Service') as ecs.CfnService).overrideLogicalId('OldService');
    ruleOf(stage).overrideLogicalId('OldRule');
    expect(Object.keys(templateOf(stage).findResources(RULE))).toEqual(['OldRule']);
  });
});

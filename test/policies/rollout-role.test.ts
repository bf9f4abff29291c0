import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { EcsServiceStage, ServiceImage } from '../../src/constructs';
import { CloudFormationStack, TemplateResource } from '../support/policies/cloudformation-template';
import { PolicyLandscape } from '../support/policies/policy-landscape';
import { isAllowed } from '../support/policies/policy-question';
import { sentence } from '../support/policies/policy-table';
import { ROLLOUT_POLICIES } from '../support/policies/rollout-policies';
import { DIGEST, ENV } from '../support/stages';

const { stack } = new EcsServiceStage(new App(), 'Beta', { env: ENV, profile: EnvironmentProfile.PRODUCTION, image: ServiceImage.fromEcr('api', DIGEST) });
const all = Object.entries<TemplateResource>(Template.fromStack(stack).toJSON().Resources);
/** The role in full, and of what it names the type, from which its ARN follows. */
const resources = Object.fromEntries([
  ...all.filter(([, { Type }]) => Type.startsWith('AWS::ElasticLoadBalancingV2::')).map(([id, { Type }]): [string, TemplateResource] => [id, { Type }]),
  ...all.filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && /TrafficRole|TaskTaskRole/.test(id)),
]);
const service = new CloudFormationStack({ Resources: resources }, ENV);
const landscape = new PolicyLandscape([service]);
const arnOf = (pattern: RegExp) => service.arnOf(Object.keys(resources).find((id) => pattern.test(id))!);
const other = (arn: string) => arn.replace(/[^/]+(\/1)?$/, 'Other$1');

const [rule, listener, blue] = [arnOf(/HttpProduction/), arnOf(/LoadBalancerHttp[0-9A-F]{8}$/), arnOf(/HttpTasksGroup/)];
const NAMES: Record<string, string> = {
  'ECS': 'ecs.amazonaws.com',
  'Lambda': 'lambda.amazonaws.com',
  'the rollout': landscape.roleLike('TrafficRole'),
  'the tasks': landscape.roleLike('TaskTaskRole'),
  'the rule': rule,
  'another rule': other(rule),
  'the listener': listener,
  'another listener': other(listener),
  'the blue group': blue,
  'the green group': arnOf(/HttpAlternateTasksGroup/),
  'another group': other(blue),
  'everything': '*',
};

describe('[E4] the role that moves requests', () => {
  test.each(ROLLOUT_POLICIES.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    const allowed = await isAllowed(landscape, { principal: NAMES[row.who], action: row.action, resource: NAMES[row.what] });
    expect(sentence(row, allowed)).toBe(title);
  });
});

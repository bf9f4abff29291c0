import { App, aws_cloudwatch as cloudwatch, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { ContainerService, ServiceImage } from '../../src/constructs';
import { CloudFormationStack, TemplateResource } from '../support/policies/cloudformation-template';
import { HOOK_POLICIES } from '../support/policies/hook-policies';
import { PolicyLandscape } from '../support/policies/policy-landscape';
import { isAllowed } from '../support/policies/policy-question';
import { sentence } from '../support/policies/policy-table';
import { DIGEST, ENV } from '../support/stages';

const stack = new Stack(new App(), 'Api', { env: ENV });
const OWN_ALARM = `arn:aws:cloudwatch:${ENV.region}:${ENV.account}:alarm:queue-is-full`;
new ContainerService(stack, 'Api', {
  profile: EnvironmentProfile.PRODUCTION,
  image: ServiceImage.fromEcr('api', DIGEST),
  releaseAlarms: [cloudwatch.Alarm.fromAlarmArn(stack, 'Queue', OWN_ALARM)],
});
const all = Object.entries<TemplateResource>(Template.fromStack(stack).toJSON().Resources);
/** The roles in full, and of what they name the type, from which an ARN follows. */
const resources = Object.fromEntries([
  ...all.filter(([, { Type }]) => /::(Alarm|Cluster|LogGroup|Function)$/.test(Type)).map(([id, { Type }]): [string, TemplateResource] => [id, { Type }]),
  ...all.filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && /MilestoneHook|TaskTaskRole/.test(id)),
]);
const service = new CloudFormationStack({ Resources: resources }, ENV);
const landscape = new PolicyLandscape([service]);
const idOf = (pattern: RegExp) => Object.keys(resources).find((id) => pattern.test(id))!;
const arnOf = (pattern: RegExp) => service.arnOf(idOf(pattern));
const ecs = (type: string, name: string) => `arn:aws:ecs:${ENV.region}:${ENV.account}:${type}/${name}`;

const hook = arnOf(/MilestoneHookFunction/);
const cluster = service.nameOf(idOf(/Cluster/));
const NAMES: Record<string, string> = {
  'ECS': 'ecs.amazonaws.com',
  'ECS tasks': 'ecs-tasks.amazonaws.com',
  'Lambda': 'lambda.amazonaws.com',
  'the hook': landscape.roleLike('MilestoneHookRole'),
  'the call of the hook': landscape.roleLike('MilestoneHookInvokeRole'),
  'the tasks': landscape.roleLike('TaskTaskRole'),
  'the function': hook,
  'a function named alike': `${hook}2`,
  'another function': arnOf(/^AWS679f/),
  'the blue error rate': arnOf(/BlueErrorRate/),
  'the blue response time': arnOf(/BlueResponseTime/),
  'the green error rate': arnOf(/GreenErrorRate/),
  'the green response time': arnOf(/GreenResponseTime/),
  'an alarm of the user': OWN_ALARM,
  'another alarm': OWN_ALARM.replace('queue', 'disk'),
  'the service': ecs('service', `${cluster}/api`),
  'a deployment of the service': ecs('service-deployment', `${cluster}/api/TFX5sH9q9XDboDTOv0rIt`),
  'a revision of the service': ecs('service-revision', `${cluster}/api/9386398427419951854`),
  'the service in another cluster': ecs('service', 'other/api'),
  'a deployment of the service in another cluster': ecs('service-deployment', 'other/api/TFX5sH9q9XDboDTOv0rIt'),
  'a revision of the service in another cluster': ecs('service-revision', `${cluster}2/api/9386398427419951854`),
  'its log': arnOf(/MilestoneHookLogs/).replace(/\*$/, 'log-stream:one'),
  'another log': arnOf(/FlowLogs/).replace(/\*$/, 'log-stream:one'),
};

describe('[E5] the function that ECS asks before each shift, and the role that ECS asks it with', () => {
  test.each(HOOK_POLICIES.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    expect(NAMES).toHaveProperty([row.who]);
    const allowed = await isAllowed(landscape, { principal: NAMES[row.who], action: row.action, resource: NAMES[row.what] });
    expect(sentence(row, allowed)).toBe(title);
  });
});

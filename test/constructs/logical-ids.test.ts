import { Template } from 'aws-cdk-lib/assertions';
import { exampleDocument } from '../support/blueprints';
import { deliveryOf, simpleStage } from '../support/delivery';
import { WINDOW } from '../support/gated';
import { logicalIds } from '../support/stages';

const network = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] };

/** Everything that makes a resource, once. */
const DOCUMENT = exampleDocument({
  environments: [
    {
      name: 'beta',
      account: '222222222222',
      regions: ['us-east-1'],
      profile: 'development',
      gates: [WINDOW, { type: 'bake', minutes: 30, alarms: ['orders-errors'] }],
      checks: [
        { name: 'e2e', commands: ['true'], reports: ['a.xml'], role: 'tester', network },
        { name: 'smoke', type: 'smoke', requests: [{ url: 'https://orders.example.com' }] },
        { name: 'load', type: 'load', url: 'https://orders.example.com', users: 1, durationSeconds: 1, p95Milliseconds: 1, errorRatePercent: 1 },
        { name: 'dependencies', type: 'securityScan', lockFiles: ['package-lock.json'] },
      ],
    },
    {
      name: 'prod',
      account: '333333333333',
      regions: ['eu-west-1'],
      profile: 'production',
      approval: { type: 'manual', notifyEmails: ['ann@example.com'], skipWhenUnchanged: true, reviewUrl: 'https://beta.example.com' },
    },
  ],
  builds: [
    { name: 'backend', commands: ['true'], output: 'dist', paths: ['backend/**'], cache: { type: 's3', paths: ['/root/.npm/**'] } },
    { name: 'lint', compute: 'lambda-2gb' },
    { name: 'inside', network, parameters: { REGION: '/orders/region' }, secrets: { PASSWORD: 'orders/db:password' } },
  ],
  variables: { RELEASE_NOTE: { defaultValue: 'none' } },
});

test('[P3] a pipeline with every option keeps the logical ids of all its resources, those of other regions included', () => {
  const { app, stack, pipeline } = deliveryOf(DOCUMENT);
  pipeline.environments.forEach((environment) => pipeline.addStage(environment, simpleStage(app, environment, 'api', ['asset'])));
  app.synth();
  const stacks = new Set([stack, ...Object.values(pipeline.codePipeline.crossRegionSupport).map((support) => support.stack)]);
  expect(Object.fromEntries([...stacks].map((one) => [one.stackName, logicalIds(Template.fromStack(one))]))).toMatchSnapshot();
});

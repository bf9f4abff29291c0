import { App, aws_cloudwatch as cloudwatch, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { StaticSite } from '../../src/constructs';
import { CloudFormationStack, TemplateResource } from '../support/policies/cloudformation-template';
import { PolicyLandscape } from '../support/policies/policy-landscape';
import { isAllowed } from '../support/policies/policy-question';
import { sentence } from '../support/policies/policy-table';
import { RELEASE_POLICIES } from '../support/policies/release-policies';
import { siteContent } from '../support/sites';
import { ENV } from '../support/stages';

const stack = new Stack(new App(), 'Web', { env: ENV });
const OWN_ALARM = `arn:aws:cloudwatch:${ENV.region}:${ENV.account}:alarm:browsers-report-errors`;
const site = new StaticSite(stack, 'Web', {
  profile: EnvironmentProfile.PRODUCTION, content: siteContent(), releaseAlarms: [cloudwatch.Alarm.fromAlarmArn(stack, 'Browsers', OWN_ALARM)],
});
const all = Object.entries<TemplateResource>(Template.fromStack(stack).toJSON().Resources);
/** The roles in full, and of what they name the type, from which an ARN follows. */
const resources = Object.fromEntries([
  ...all.filter(([, { Type }]) => /::(Bucket|KeyValueStore|Distribution|StateMachine|LogGroup|Function)$/.test(Type)).map(([id, { Type }]): [string, TemplateResource] => [id, { Type }]),
  ...all.filter(([id, { Type }]) => /^AWS::IAM::(Role|Policy)$/.test(Type) && /(Publish|Drive|Operate|Rollout)Role/.test(id)),
]);
const web = new CloudFormationStack({ Resources: resources }, ENV);
const ASSETS = `cdk-hnb659fds-assets-${ENV.account}-${ENV.region}`;
const bootstrap = new CloudFormationStack({ Resources: { Assets: { Type: 'AWS::S3::Bucket', Properties: { BucketName: ASSETS } } } }, ENV);
const landscape = new PolicyLandscape([web, bootstrap]);
const arnOf = (pattern: RegExp) => web.arnOf(Object.keys(resources).find((id) => pattern.test(id))!);
const [errors, refusals] = site.releaseAlarms.map(({ name, region }) => `arn:aws:cloudwatch:${region}:${ENV.account}:alarm:${name}`);

const bucket = arnOf(/^WebBucket[0-9A-F]{8}$/);
const store = arnOf(/^WebReleases[0-9A-F]{8}$/);
const NAMES: Record<string, string> = {
  'Lambda': 'lambda.amazonaws.com',
  'Step Functions': 'states.amazonaws.com',
  'the publisher': landscape.roleLike('PublishRole'),
  'the driver': landscape.roleLike('DriveRole'),
  'the operator': landscape.roleLike('OperateRole'),
  'the machine': landscape.roleLike('RolloutRole'),
  'the function of the driver': arnOf(/DriveFunction/),
  'the function of the operator': arnOf(/OperateFunction/),
  'the state machine': arnOf(/RolloutMachine/),
  'its store': store,
  'another store': `${store}2`,
  'the distribution': arnOf(/^WebDistribution[0-9A-F]{8}$/),
  'the bucket': bucket,
  'a file of a release': `${bucket}/releases/3f2a91c07be4d512/assets/index.js`,
  'the manifest of a release': `${bucket}/manifests/3f2a91c07be4d512.json`,
  'a file elsewhere in the bucket': `${bucket}/index.html`,
  'the packed content': `arn:aws:s3:::${ASSETS}/${'a'.repeat(64)}.zip`,
  'the error rate': errors,
  'the refusal rate': refusals,
  'an alarm of the user': OWN_ALARM,
  'another alarm': OWN_ALARM.replace('browsers', 'disks'),
};

describe('[S4] the functions behind the releases of a site, and the state machine that drives them', () => {
  test.each(RELEASE_POLICIES.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    expect(NAMES).toHaveProperty([row.who]);
    expect(NAMES).toHaveProperty([row.what]);
    const allowed = await isAllowed(landscape, { principal: NAMES[row.who], action: row.action, resource: NAMES[row.what] });
    expect(sentence(row, allowed)).toBe(title);
  });
});

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { aws_ecs as ecs, aws_iam as iam, Stack, Stage } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { CloudFormationStack, CloudFormationTemplate, StackPlace } from './cloudformation-template';
import { CpuArchitecture, ServiceImage } from '../../../src';
import { exampleDocument } from '../blueprints';
import { deliveryOf, simpleStage, temporaryFolder } from '../delivery';
import { imageBuild, inRepository } from '../images';

export const TOOLS = '111111111111';
export const BETA = '222222222222';
export const PROD = '333333333333';
/** An account of another system that trusts the same tools account: only our side can keep our pipeline out. */
export const NEIGHBOUR = '444444444444';
/** An account that nobody here has heard of, with an administrator who would like to. */
export const STRANGER = '999999999999';

export const HOME = 'eu-west-1';
export const ABROAD = 'eu-central-1';

const NETWORK = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] };

export interface DeployedTemplate {
  readonly name: string;
  readonly template: CloudFormationTemplate;
  readonly place: StackPlace;
}

/** The stacks of a delivery into beta and, in another region, prod; each environment bootstrapped as the CDK does it. */
export function deliveryTemplates(): DeployedTemplate[] {
  const bootstrap = bootstrapTemplate();
  const bootstrapped = (account: string, region: string, trusted?: string): DeployedTemplate => ({
    name: `bootstrap-${account}-${region}`,
    template: bootstrap,
    place: { account, region, parameters: { TrustedAccounts: trusted ?? '', CloudFormationExecutionPolicies: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
  });
  return [
    bootstrapped(TOOLS, HOME), bootstrapped(TOOLS, ABROAD),
    bootstrapped(BETA, HOME, TOOLS), bootstrapped(PROD, ABROAD, TOOLS),
    bootstrapped(NEIGHBOUR, HOME, TOOLS), bootstrapped(STRANGER, HOME),
    { name: 'intruder', template: administrator('Intruder'), place: { account: STRANGER, region: HOME } },
    { name: 'checked', template: rolesForTools('orders-checks', 'orders-checks-admin'), place: { account: BETA, region: HOME } },
    { name: 'other-system', template: keyOfAnotherSystem(), place: { account: TOOLS, region: HOME } },
    ...pipelineTemplates(),
  ];
}

export function stacksOf(templates: DeployedTemplate[]): CloudFormationStack[] {
  return templates.map(({ template, place }) => new CloudFormationStack(template, place));
}

/** The template that the pinned CLI deploys when it bootstraps. */
function bootstrapTemplate(): CloudFormationTemplate {
  const cli = join(dirname(createRequire(__filename).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const text = execFileSync(process.execPath, [cli, 'bootstrap', '--show-template', '--no-notices'], {
    cwd: temporaryFolder(), encoding: 'utf8', env: { ...process.env, CI: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' }, stdio: ['ignore', 'pipe', 'ignore'],
  });
  return parse(text);
}

function pipelineTemplates(): DeployedTemplate[] {
  const delivery = deliveryOf(exampleDocument({
    environments: [
      {
        name: 'beta',
        account: BETA,
        regions: [HOME],
        profile: 'development',
        gates: [{ type: 'bake', minutes: 5, alarms: ['Errors'] }],
        checks: [
          { name: 'smoke', commands: ['curl --fail "$URL"'], outputs: { URL: 'api.Url' } },
          { name: 'e2e', commands: ['npm run e2e'], role: 'orders-checks', secrets: { PASSWORD_OF_TESTER: 'orders/tester' }, network: NETWORK },
        ],
      },
      {
        name: 'prod',
        account: PROD,
        regions: [ABROAD],
        profile: 'production',
        gates: [{ type: 'deploymentWindow', cron: '* 9-16 ? * MON-FRI *' }, { type: 'bake', minutes: 30, alarms: ['Errors'] }],
      },
    ],
    builds: [
      { name: 'image', containerImage: { directory: 'backend' } },
      { name: 'other-image', containerImage: { directory: 'frontend' } },
      { name: 'web', buildspec: 'web/buildspec.yml', output: 'web/dist' },
      { name: 'site', commands: ['make'], output: 'site/dist', paths: ['site/**'] },
      {
        name: 'api',
        commands: ['make'],
        cache: { type: 's3', paths: ['/root/.npm/**'] },
        parameters: { REGION: '/orders/region' },
        secrets: { DB_PASSWORD: 'orders/db:password' },
        registries: [{ type: 'npm', domain: 'acme', owner: TOOLS, repository: 'js' }],
        network: NETWORK,
      },
    ],
  }));
  for (const environment of delivery.pipeline.environments) {
    const stage = simpleStage(delivery.app, environment, 'api', ['an asset']);
    taskWithImage(stage);
    delivery.pipeline.addStage(environment, stage);
  }
  const [, prod] = delivery.pipeline.environments;
  for (const [name, requireMfa] of [['Approver', false], ['CarefulApprover', true]] as const) {
    const role = new iam.Role(delivery.stack, name, { assumedBy: new iam.AccountPrincipal(TOOLS) });
    delivery.pipeline.grantApprove(prod, role, { requireMfa });
  }
  delivery.pipeline.grantApproveSelfMutation(new iam.Role(delivery.stack, 'UpdateApprover', { assumedBy: new iam.AccountPrincipal(TOOLS) }));
  return delivery.app.synth().stacks.map(({ stackName, template, environment: { account, region } }) => (
    { name: stackName, template, place: { account, region } }));
}

/** A task whose image the pipeline has to bring. */
function taskWithImage(stage: Stage): void {
  const stack = stage.node.findChild('Service') as Stack;
  inRepository();
  new ecs.FargateTaskDefinition(stack, 'Task').addContainer('app', { image: ServiceImage.fromBuild(imageBuild())._bind(stack, CpuArchitecture.X86_64) });
}

function administrator(name: string): CloudFormationTemplate {
  const trust = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: { Ref: 'AWS::AccountId' } } }] };
  return {
    Resources: {
      [name]: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: trust, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      },
    },
  };
}

/** Roles that trust the tools account as a whole, so that only rights on our side tell them apart. */
function rolesForTools(...names: string[]): CloudFormationTemplate {
  const trust = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${TOOLS}:root` } }] };
  return { Resources: Object.fromEntries(names.map((RoleName, index) => [`Role${index}`, { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: trust } }])) };
}

/** A key as the CDK makes it: its policy leaves the decision to the account's roles. */
function keyOfAnotherSystem(): CloudFormationTemplate {
  const toTheAccount = { Effect: 'Allow', Action: 'kms:*', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Resource: '*' };
  return { Resources: { KeyOfAnotherSystem: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [toTheAccount] } } } } };
}

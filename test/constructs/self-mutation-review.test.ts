import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_iam as iam, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { action, addStages, Delivery, deliveryOf, pipelineProperties, simpleStage, temporaryFolder } from '../support/delivery';

jest.setTimeout(120_000);

const SCRIPTS = join(__dirname, '..', '..', 'assets', 'review');
const abroad = { name: 'prod', account: '333333333333', regions: ['us-east-1'], profile: 'development' };

function delivered(changes: Record<string, unknown> = {}): Delivery {
  const delivery = deliveryOf(exampleDocument(changes));
  addStages(delivery);
  return delivery;
}

function buildspecOf({ stack }: { stack: Stack }) {
  const [project] = Object.entries(Template.fromStack(stack).findResources('AWS::CodeBuild::Project')).filter(([id]) => id.includes('SelfMutationReview'));
  const text = project[1].Properties.Source.BuildSpec as string;
  return { text, commands: (JSON.parse(text) as { phases: { build: { commands: string[] } } }).phases.build.commands };
}

const configurationOf = (from: { stack: Stack }) =>
  JSON.parse(buildspecOf(from).commands.find((one) => one.startsWith('cat > "$SCRIPTS/update.json"'))!.split('\n')[1]) as { update: object; stacks: object[] };

describe('P12: before a pipeline updates itself', () => {
  test('its own stack is described from what was synthesized, by a project that passes on what it found', () => {
    const { stack } = delivered();
    const summary = action(stack, 'UpdatePipeline.Review', 'Summary') as ReturnType<typeof action> & { Namespace?: string };
    expect(summary).toMatchObject({ InputArtifacts: action(stack, 'UpdatePipeline', 'SelfMutate').InputArtifacts, Namespace: 'UpdatePipeline@Review@Summary' });
    expect(action(stack, 'UpdatePipeline.Approve', 'Approve').Configuration).toEqual({
      CustomData: 'Let the pipeline update itself?\n\n#{UpdatePipeline@Review@Summary.SUMMARY}',
    });
    expect(JSON.parse(buildspecOf({ stack }).text)).toMatchObject({ env: { 'exported-variables': ['SUMMARY', 'HAS_CHANGES', 'HAS_RISKS'] }, artifacts: { 'base-directory': 'review' } });
  });

  test('all stacks are looked at that the update deploys, and no others', () => {
    const delivery = delivered({ environments: [abroad] });
    const base = new Stack(delivery.app, 'base', { env: { account: '111111111111', region: 'eu-west-1' } });
    new ssm.StringParameter(base, 'Parameter', { stringValue: 'x' });
    delivery.stack.addStackDependency(base);
    expect(configurationOf(delivery)).toEqual({
      environment: 'the pipeline',
      pipelineStage: 'UpdatePipeline',
      update: { assembly: '.', stack: 'orders-pipeline' },
      stacks: [['base', 'eu-west-1'], ['orders-pipeline', 'eu-west-1'], ['orders-pipeline-support-us-east-1', 'us-east-1']].map(([name, region]) => ({ name, account: '111111111111', region })),
    });
    const arn = (name: string, region: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:cloudformation:${region}:111111111111:stack/${name}/*`]] });
    Template.fromStack(delivery.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('SelfMutationReviewSummaryRole'),
      PolicyDocument: {
        Statement: Match.arrayWith([{
          Effect: 'Allow',
          Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
          Resource: [arn('base', 'eu-west-1'), arn('orders-pipeline', 'eu-west-1'), arn('orders-pipeline-support-us-east-1', 'us-east-1')],
        }]),
      },
    });
  });

  test('a pipeline whose stack is in a stage is found in the assembly of that stage, by the name that the update uses', () => {
    const app = new App({ outdir: join(temporaryFolder(), 'cdk.out') });
    const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments: [abroad] })));
    const stack = new Stack(new Stage(app, 'tools', { env: blueprint.tools }), 'pipeline');
    const pipeline = new MultiAccountPipeline(stack, 'Delivery', { blueprint, source: PipelineSource.codeCommit('orders') });
    pipeline.addStage(pipeline.environments[0], simpleStage(app, pipeline.environments[0], 'api'));
    expect(configurationOf({ stack }).update).toEqual({ assembly: 'assembly-tools', stack: 'tools/pipeline' });
    const [mutation] = Object.entries(Template.fromStack(stack).findResources('AWS::CodeBuild::Project')).filter(([id]) => id.endsWith('SelfMutation') || /UpdatePipelineSelfMutation/.test(id));
    expect(JSON.stringify(mutation[1].Properties.Source.BuildSpec)).toContain('cdk -a assembly-tools deploy tools/pipeline ');
  });

  test('the scripts are the library\'s own and come from the pipeline, not from what is reviewed', () => {
    const [makeFolder, unpack, , , run] = buildspecOf(delivered()).commands;
    expect(makeFolder).toBe('export SCRIPTS="$(mktemp -d)"');
    expect(run).toBe('node "$SCRIPTS/update-summary.js" "$SCRIPTS/update.json" review');
    const folder = mkdtempSync(join(temporaryFolder(), 'scripts-'));
    const { status, stderr } = spawnSync('sh', ['-c', unpack], { env: { PATH: process.env.PATH, SCRIPTS: folder }, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path !== 'lib');
    expect(files).toContain('update-summary.js');
    expect(files.filter((file) => readFileSync(join(folder, file), 'utf8') !== readFileSync(join(SCRIPTS, file), 'utf8'))).toEqual([]);
    // None is missing: the script gets as far as to its usage.
    expect(spawnSync(process.execPath, [join(folder, 'update-summary.js')], { encoding: 'utf8' }))
      .toMatchObject({ status: 2, stderr: expect.stringMatching(/^Usage: update-summary\.js /) as string });
  });

  test('the buildspec is one that CodeBuild takes', () => {
    const environments = Array.from({ length: 10 }, (_, index) => ({ ...abroad, name: `prod${index}`, regions: [['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2'][index % 4]] }));
    // https://github.com/aws/aws-cdk/pull/14974
    expect(buildspecOf(delivered({ environments })).text.length).toBeLessThan(25_600);
  });

  test.each<[string, Record<string, unknown>]>([['is told not to', { reviewSelfMutation: false }], ['does not update itself', { selfMutation: false }]])('nothing is reviewed where the pipeline %s', (_, changes) => {
    const { stack, pipeline } = delivered(changes);
    expect(pipelineProperties(stack).Stages.map(({ Name }) => Name).filter((name) => /^UpdatePipeline\./.test(name))).toEqual([]);
    expect(() => pipeline.grantApproveSelfMutation(new iam.Role(stack, 'Approver', { assumedBy: new iam.AccountRootPrincipal() })))
      .toThrow('orders-pipeline/Delivery: updates of this pipeline by itself must be reviewed, got: none. Remove selfMutation and reviewSelfMutation from the blueprint.');
  });

  test('whoever is granted that may approve the update, and nothing else', () => {
    const { stack, pipeline } = delivered();
    pipeline.grantApproveSelfMutation(new iam.Role(stack, 'Approver', { assumedBy: new iam.AccountPrincipal('111111111111') }), { requireMfa: true });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('^Approver'),
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Action: 'codepipeline:PutApprovalResult',
          Resource: { 'Fn::Join': ['', Match.arrayWith(['/UpdatePipeline.Approve/Approve'])] },
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        })]),
      },
    });
  });
});

test('P12: an environment that asks on a risk has its review, and its approval is entered on a risk only', () => {
  const staging = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'staging' };
  const stages = pipelineProperties(delivered({ environments: [staging] }).stack).Stages as { Name: string; BeforeEntry?: object }[];
  expect(stages.slice(-3).map(({ Name }) => Name)).toEqual(['beta.Review', 'beta.Approve', 'beta']);
  expect(stages.at(-2)!.BeforeEntry).toMatchObject({ Conditions: [{ Result: 'SKIP', Rules: [{ Configuration: { Variable: '#{beta@Review@Summary.HAS_RISKS}', Value: 'true', Operator: 'EQ' } }] }] });
});

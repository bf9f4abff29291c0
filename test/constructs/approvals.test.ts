import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_ssm as ssm, LegacyStackSynthesizer, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { exampleDocument } from '../support/blueprints';
import { action, addStages, Delivery, deliveryOf, pipelineProperties, simpleStage, trace } from '../support/delivery';
import { acknowledgements, RECOMMENDED_FLAGS } from '../support/stages';

jest.setTimeout(120_000);

const beta = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
const prod = { name: 'prod', account: '333333333333', regions: ['us-east-1'], profile: 'production' };
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:releases';
const PREPARE = { ActionMode: 'CHANGE_SET_REPLACE', ChangeSetName: 'review' };

function approved(approval: object | undefined, changes: Record<string, unknown> = {}, flags?: Record<string, unknown>): Delivery {
  const delivery = deliveryOf(exampleDocument({ environments: [{ ...prod, approval }], ...changes }), {}, flags);
  addStages(delivery);
  return delivery;
}

const stagesOf = ({ stack }: Delivery) => pipelineProperties(stack).Stages as (ReturnType<typeof pipelineProperties>['Stages'][number] & { BeforeEntry?: object })[];
const approveOf = (delivery: Delivery) => action(delivery.stack, 'prod.Approve', 'Approve') as ReturnType<typeof action> & { TimeoutInMinutes?: number };

interface Buildspec {
  readonly env?: { readonly 'exported-variables': string[] };
  readonly artifacts?: { readonly 'base-directory': string };
  readonly phases: { readonly install: { readonly 'runtime-versions': object }; readonly build: { readonly commands: string[] } };
}

function projectOf({ stack }: Delivery, name: string): { buildspec: Buildspec; environment: object[] } {
  const [{ Properties }, ...others] = Object.entries(Template.fromStack(stack).findResources('AWS::CodeBuild::Project'))
    .filter(([id]) => id.includes(name)).map(([, project]) => project);
  expect(others).toEqual([]);
  return { buildspec: JSON.parse(Properties.Source.BuildSpec), environment: Properties.Environment.EnvironmentVariables };
}

describe('P6: what was reviewed is what executes', () => {
  const delivery = approved(undefined);

  test('a change set is prepared for the review and again for the release, by the roles and from the artifact of the deployment', () => {
    const [{ Actions: [, reviewed] }, , { Actions: release }] = stagesOf(delivery).slice(-3);
    const released = release.find(({ Configuration }) => Configuration.ActionMode === 'CHANGE_SET_REPLACE')!;
    const unreviewed = action(approved({ type: 'none' }).stack, 'prod', 'Deploy');
    expect(reviewed.Configuration).toEqual({ ...unreviewed.Configuration, ...PREPARE });
    expect(released.Configuration).toEqual({ ...unreviewed.Configuration, ...PREPARE, ChangeSetName: 'release' });
    for (const one of [reviewed, released]) {
      expect(one).toEqual({ ...unreviewed, Name: 'api-Service.Prepare', Configuration: one.Configuration, RunOrder: 1 });
    }
  });

  test('the deployment executes the change set of the release and reads no template again', () => {
    const deployment = action(delivery.stack, 'prod', 'api-Service.Deploy');
    expect(deployment.Configuration).toEqual({ StackName: 'prod-api-Service', ActionMode: 'CHANGE_SET_EXECUTE', ChangeSetName: 'release' });
    expect(deployment.InputArtifacts).toBeUndefined();
    expect(trace(delivery.stack).slice(-3)).toEqual(['prod/1/api-Service.Prepare', 'prod/2/AsReviewed', 'prod/3/api-Service.Deploy']);
  });

  test('a stack that imports from another one, or whose stage is after another, is not prepared and deployed as without a review', () => {
    const { app, stack, pipeline } = deliveryOf(exampleDocument({ environments: [prod] }));
    const [environment] = pipeline.environments;
    const api = simpleStage(app, environment, 'api');
    const parameter = api.node.findChild('Service').node.findChild('Parameter') as ssm.StringParameter;
    new ssm.StringParameter(new Stack(api, 'Consumer'), 'Imported', { stringValue: parameter.parameterArn });
    const web = simpleStage(app, environment, 'web');
    pipeline.addStage(environment, api);
    pipeline.addStage(environment, web, { after: [api] });
    expect(trace(stack).filter((line) => line.startsWith('prod'))).toEqual([
      'prod.Review/1/prod-api.Service.Prepare', 'prod.Review/2/Summary',
      'prod.Approve/1/Approve',
      'prod/1/prod-api.Service.Prepare', 'prod/2/AsReviewed', 'prod/3/prod-api.Service.Deploy', 'prod/4/prod-api.Consumer.Deploy', 'prod/5/prod-web.Service.Deploy',
    ]);
    expect(action(stack, 'prod', 'prod-web.Service.Deploy').Configuration.ActionMode).toBe('CREATE_UPDATE');
  });

  test('stacks of one name in several regions are prepared each in its own', () => {
    const { app, stack, pipeline } = deliveryOf(exampleDocument({ environments: [{ ...prod, regions: ['us-east-1', 'eu-west-1'] }] }));
    const [environment] = pipeline.environments;
    for (const region of environment.regions) {
      const stage = new Stage(app, `prod-api-${region}`, { env: { account: environment.account, region } });
      new ssm.StringParameter(new Stack(stage, 'Service', { stackName: 'orders-api' }), 'Parameter', { stringValue: region });
      pipeline.addStage(environment, stage);
    }
    const prepared = stagesOf({ app, stack, pipeline }).at(-1)!.Actions.filter(({ Configuration }) => Configuration.ActionMode === 'CHANGE_SET_REPLACE');
    expect(prepared.map((one) => [one.Configuration.StackName, (one as { Region?: string }).Region ?? 'home']).sort()).toEqual([['orders-api', 'home'], ['orders-api', 'us-east-1']]);
  });

  test('assets are published before the review of the first environment, whose change sets name them', () => {
    const { app, stack, pipeline } = deliveryOf(exampleDocument({ environments: [prod], selfMutation: false }));
    pipeline.addStage(pipeline.environments[0], simpleStage(app, pipeline.environments[0], 'api', ['an asset']));
    expect(pipelineProperties(stack).Stages.map((stage) => stage.Name)).toEqual(['Source', 'Build', 'Assets', 'prod.Review', 'prod.Approve', 'prod']);
  });

  test('an approval without a summary leaves the deployment as it is without an approval', () => {
    const attended = approved({ type: 'manual', changeSummary: false });
    expect(stagesOf(attended).at(-1)).toEqual(stagesOf(approved({ type: 'none' })).at(-1));
    expect(existsSync(join(attended.app.synth().directory, 'reviews'))).toBe(false);
  });
});

describe('P6: the review', () => {
  const delivery = approved({ type: 'manual' });

  test('runs the scripts of the assembly, passes what they wrote on, and knows the partition', () => {
    const summary = projectOf(delivery, 'prodReviewSummary');
    expect(summary.buildspec).toMatchObject({
      env: { 'exported-variables': ['SUMMARY', 'HAS_CHANGES', 'HAS_RISKS'] },
      artifacts: { 'base-directory': 'review' },
      phases: {
        install: { 'runtime-versions': { nodejs: 22 } },
        build: {
          commands: [
            'node "reviews/orders-pipeline.Delivery/change-summary.js" "reviews/orders-pipeline.Delivery/prod.json" review',
            '. ./review/variables.env && export SUMMARY HAS_CHANGES HAS_RISKS',
          ],
        },
      },
    });
    const proof = projectOf(delivery, 'AsReviewed');
    expect(proof.buildspec.phases.build.commands).toEqual([
      'export PIPELINE_NAME="${CODEBUILD_INITIATOR#codepipeline/}"',
      'node "reviews/orders-pipeline.Delivery/as-reviewed.js" "reviews/orders-pipeline.Delivery/prod.json" review',
    ]);
    for (const { environment } of [summary, proof]) {
      expect(environment).toEqual([{ Name: 'AWS_PARTITION', Type: 'PLAINTEXT', Value: { Ref: 'AWS::Partition' } }]);
    }
    const { InputArtifacts: assembly, OutputArtifacts: written } = action(delivery.stack, 'prod.Review', 'Summary');
    expect(action(delivery.stack, 'prod', 'AsReviewed').InputArtifacts).toEqual([...assembly!, ...written!]);
  });

  test('finds every stack of the environment in a file of the assembly, which depends on the structure alone', () => {
    const { app, pipeline } = deliveryOf(exampleDocument({ environments: [prod] }));
    const [environment] = pipeline.environments;
    const api = simpleStage(app, environment, 'api', [], 2);
    const web = simpleStage(app, environment, 'web');
    const plain = new Stack(web, 'Plain', { synthesizer: new LegacyStackSynthesizer() });
    new ssm.StringParameter(plain, 'Parameter', { stringValue: 'x' });
    (api.node.findChild('Service2') as Stack).addStackDependency(api.node.findChild('Service') as Stack);
    pipeline.addStage(environment, api);
    pipeline.addStage(environment, web, { after: [api] });
    const folder = join(app.synth().directory, 'reviews', 'orders-pipeline.Delivery');
    const place = { account: '333333333333', region: 'us-east-1' };
    const lookupRoleArn = 'arn:${AWS::Partition}:iam::333333333333:role/cdk-hnb659fds-lookup-role-333333333333-us-east-1';
    const configuration = JSON.parse(readFileSync(join(folder, 'prod.json'), 'utf8'));
    expect(configuration).toEqual({
      environment: 'prod',
      pipelineStage: 'prod',
      stacks: [
        { name: 'prod-api-Service', ...place, lookupRoleArn, template: expect.stringMatching(/^assembly-prod-api\/.*\.template\.json$/), changeSet: true },
        { name: 'prod-api-Service2', ...place, lookupRoleArn, template: expect.any(String), changeSet: false },
        { name: 'prod-web-Service', ...place, lookupRoleArn, template: expect.any(String), changeSet: false },
        { name: 'prod-web-Plain', ...place, lookupRoleArn: null, template: expect.any(String), changeSet: false },
      ],
    });
    for (const { template } of configuration.stacks as { template: string }[]) {
      expect(existsSync(join(app.synth().directory, template))).toBe(true);
    }
    expect(existsSync(join(folder, 'reject-older-run.js'))).toBe(true);
  });
});

describe('P6: the approval', () => {
  test('shows the instructions with the summary, a link, and waits as long as it is told', () => {
    const delivery = approved({ type: 'manual', instructions: 'Look at beta.', reviewUrl: 'https://beta.example.com', timeoutMinutes: 120 });
    const { Namespace } = action(delivery.stack, 'prod.Review', 'Summary') as { Namespace?: string };
    expect(Namespace).toMatch(/^[A-Za-z0-9@_-]{1,100}$/);
    expect(approveOf(delivery)).toMatchObject({
      Configuration: { CustomData: `Look at beta.\n\n#{${Namespace}.SUMMARY}`, ExternalEntityLink: 'https://beta.example.com' }, TimeoutInMinutes: 120,
    });
  });

  test('asks by the environment\'s name when there are no instructions, and leaves the time to the account', () => {
    const approve = approveOf(approved({ type: 'manual', changeSummary: false }));
    expect(approve.Configuration).toEqual({ CustomData: 'Release to prod?' });
    expect(approve.TimeoutInMinutes).toBeUndefined();
  });

  test('publishes to a given topic, which its role may', () => {
    const delivery = approved({ type: 'manual', notifyTopic: TOPIC });
    expect(approveOf(delivery).Configuration.NotificationArn).toBe(TOPIC);
    Template.fromStack(delivery.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('prodApprove'), PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: TOPIC }] },
    });
    Template.fromStack(delivery.stack).resourceCountIs('AWS::SNS::Topic', 0);
  });

  test('tells e-mail addresses through a topic of its own: encrypted with a key that its role may use, by TLS only', () => {
    const template = Template.fromStack(approved({ type: 'manual', notifyEmails: ['ann@example.com', 'bob@example.com'] }).stack);
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('NoticeKey'), 'Arn'] } });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: [Match.objectLike({ Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })] },
    });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true, Description: Match.stringLikeRegexp('Notices') });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('prodApprove'),
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] })]) },
    });
    expect(Object.values(template.findResources('AWS::SNS::Subscription')).map(({ Properties }) => [Properties.Protocol, Properties.Endpoint]))
      .toEqual([['email', 'ann@example.com'], ['email', 'bob@example.com']]);
  });

  test('is skipped where nothing changes if so told, while the deployment is not', () => {
    const [, approve, deploy] = stagesOf(approved({ type: 'manual', skipWhenUnchanged: true })).slice(-3);
    expect(approve.BeforeEntry).toEqual({
      Conditions: [{
        Result: 'SKIP',
        Rules: [{
          Name: 'HasChanges',
          RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'VariableCheck', Version: '1' },
          Configuration: { Variable: '#{prod@Review@Summary.HAS_CHANGES}', Value: 'true', Operator: 'EQ' },
        }],
      }],
    });
    expect(deploy.BeforeEntry).toBeUndefined();
    expect(stagesOf(approved({ type: 'manual' })).filter(({ Name, BeforeEntry }) => Name.startsWith('prod') && BeforeEntry)).toEqual([]);
  });
});

describe('P6: an older run that waits', () => {
  const functionsOf = ({ stack }: Delivery) => Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  const twice = { environments: [{ ...beta, approval: { type: 'manual', changeSummary: false } }, prod] };

  test('is rejected by one function for all approvals, which is told of the success of the stage before each', () => {
    const delivery = approved(undefined, twice);
    expect(functionsOf(delivery).map(({ Properties }) => JSON.parse(Properties.Environment.Variables.APPROVALS))).toEqual([{
      'UpdatePipeline.Review': { stage: 'UpdatePipeline.Approve', action: 'Approve' },
      'UpdatePipeline': { stage: 'beta.Approve', action: 'Approve' },
      'prod.Review': { stage: 'prod.Approve', action: 'Approve' },
    }]);
    Template.fromStack(delivery.stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'source': ['aws.codepipeline'],
        'detail-type': ['CodePipeline Stage Execution State Change'],
        'detail': { stage: ['UpdatePipeline.Review', 'UpdatePipeline', 'prod.Review'], state: ['SUCCEEDED'] },
      },
    });
  });

  test('the function\'s code fits into a template, and its log expires', () => {
    const delivery = approved(undefined);
    expect(functionsOf(delivery)[0].Properties.Code.ZipFile.length).toBeLessThanOrEqual(4000);
    Template.fromStack(delivery.stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test.each<[string, object]>([['queued', { executionMode: 'queued' }], ['nowhere', { environments: [{ ...prod, approval: { type: 'none' } }], reviewSelfMutation: false }]])(
    'keeps its turn where runs wait for approval %s', (_, changes) => {
      expect(functionsOf(approved(undefined, changes as Record<string, unknown>))).toEqual([]);
    });
});

describe('P6: a pipeline with approvals', () => {
  const everything = { type: 'manual', notifyEmails: ['ann@example.com'], skipWhenUnchanged: true, reviewUrl: 'https://beta.example.com', timeoutMinutes: 60 };

  test.each([['without any feature flag', {}], ['with the recommended feature flags', RECOMMENDED_FLAGS]])('has no AwsSolutions violation %s', (_, flags) => {
    const { app } = approved(everything, {}, flags);
    app.synth();
    expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
  });

  test('acknowledges what CDK\'s grants leave wide, and nothing else', () => {
    const { app, stack } = approved(everything);
    app.synth();
    expect(acknowledgements(stack).filter((line) => /Review|AsReviewed|OlderRuns|Approve/.test(line.split(':')[0]))).toMatchSnapshot();
  });
});

import { App, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { action, addStages, CONNECTION_ARN, Delivery, deliveryOf, pipelineProperties, simpleStage, trace } from '../support/delivery';
import { RECOMMENDED_FLAGS } from '../support/stages';

const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production' };

function synthesized(document?: Record<string, unknown>, names?: string[]): Delivery {
  const delivery = deliveryOf(document);
  addStages(delivery, names);
  return delivery;
}

describe('P5: order', () => {
  test('builds run in parallel before the synth, then the update, the assets and the environments in order', () => {
    const { stack } = synthesized(exampleDocument({ builds: [{ name: 'backend' }, { name: 'frontend', output: 'frontend/dist' }] }), ['api', 'web']);
    expect(trace(stack)).toEqual([
      'Source/1/Source',
      'Build/1/backend', 'Build/1/frontend', 'Build/2/Synth',
      'UpdatePipeline.Review/1/Summary', 'UpdatePipeline.Approve/1/Approve', 'UpdatePipeline/1/SelfMutate',
      'beta/1/beta-api.Service.Deploy', 'beta/1/beta-web.Service.Deploy',
      'prod.Review/1/prod-api.Service.Prepare', 'prod.Review/1/prod-web.Service.Prepare', 'prod.Review/2/Summary',
      'prod.Approve/1/Approve',
      'prod/1/prod-api.Service.Prepare', 'prod/1/prod-web.Service.Prepare', 'prod/2/AsReviewed',
      'prod/3/prod-api.Service.Deploy', 'prod/3/prod-web.Service.Deploy',
    ]);
  });

  test('a stage that is after another is deployed when that one is, without an action of its own for the order', () => {
    const delivery = deliveryOf();
    addStages(delivery, ['network', 'api', 'web'], (earlier) => ({ after: earlier.slice(-1) }));
    expect(trace(delivery.stack).filter((line) => line.startsWith('beta/'))).toEqual([
      'beta/1/beta-network.Service.Deploy', 'beta/2/beta-api.Service.Deploy', 'beta/3/beta-web.Service.Deploy',
    ]);
  });

  test('environments keep the order of the blueprint, whatever the order of the calls', () => {
    const { app, stack, pipeline } = deliveryOf();
    for (const environment of [...pipeline.environments].reverse()) {
      pipeline.addStage(environment, simpleStage(app, environment, 'api'));
    }
    expect(pipelineProperties(stack).Stages.map((stage) => stage.Name).slice(-4)).toEqual(['beta', 'prod.Review', 'prod.Approve', 'prod']);
  });

  test('one environment can be delivered to several regions', () => {
    const { app, stack, pipeline } = deliveryOf(exampleDocument({ environments: [{ ...prod, regions: ['eu-west-1', 'us-east-1'] }] }));
    for (const region of pipeline.environments[0].regions) {
      const stage = new Stage(app, `prod-api-${region}`, { env: { account: '333333333333', region } });
      new ssm.StringParameter(new Stack(stage, 'Service'), 'Parameter', { stringValue: region });
      pipeline.addStage(pipeline.environments[0], stage);
    }
    expect(trace(stack).slice(-2)).toEqual(['prod/3/prod-api-eu-west-1.Service.Deploy', 'prod/3/prod-api-us-east-1.Service.Deploy']);
  });
});

describe('P6: approvals', () => {
  test('the approval of an environment comes before anything of it and shows the instructions', () => {
    const { stack } = synthesized(exampleDocument({ environments: [{ ...prod, approval: { type: 'manual', instructions: 'Read the report.', changeSummary: false } }] }));
    expect(trace(stack).slice(-2)).toEqual(['prod.Approve/1/Approve', 'prod/1/Deploy']);
    expect(action(stack, 'prod.Approve', 'Approve').Configuration).toEqual({ CustomData: 'Read the report.' });
  });

  test('an environment keeps the name of its pipeline stage when a second stage joins the first', () => {
    expect(pipelineProperties(synthesized(undefined, ['api']).stack).Stages.map((stage) => stage.Name))
      .toEqual(pipelineProperties(synthesized(undefined, ['api', 'web']).stack).Stages.map((stage) => stage.Name));
  });

  test('an environment without an approval is entered at once', () => {
    const { stack } = synthesized(exampleDocument({ environments: [{ ...prod, approval: { type: 'none' } }] }));
    expect(trace(stack).slice(-1)).toEqual(['prod/1/Deploy']);
  });
});

describe('P7: checks', () => {
  const withCheck = (outputs: Record<string, string>) => exampleDocument({
    environments: [{ ...prod, checks: [{ name: 'smoke', commands: ['curl --fail "$API_URL/health"'], outputs }, { name: 'e2e', commands: ['npm run e2e'] }] }],
  });

  test('checks run after all stages of their environment and read stack outputs as variables', () => {
    const { stack } = synthesized(withCheck({ API_URL: 'api.Url' }), ['api', 'web']);
    expect(trace(stack).slice(-4)).toEqual(['prod/3/prod-api.Service.Deploy', 'prod/3/prod-web.Service.Deploy', 'prod/4/e2e', 'prod/4/smoke']);
    const namespace = (action(stack, 'prod', 'prod-api.Service.Deploy') as { Namespace?: string }).Namespace;
    expect(JSON.parse(action(stack, 'prod', 'smoke').Configuration.EnvironmentVariables)).toEqual([
      { name: 'API_URL', type: 'PLAINTEXT', value: `#{${namespace}.Url}` },
    ]);
  });

  test('a check works on a copy of the repository', () => {
    const { stack } = synthesized(withCheck({}));
    expect(action(stack, 'prod', 'e2e').InputArtifacts).toEqual(action(stack, 'Source', 'Source').OutputArtifacts);
  });

  test('an output that no stage has is refused with the place and the known outputs', () => {
    const { app } = synthesized(withCheck({ API_URL: 'api.Address', WEB_URL: 'web.Url' }));
    expect(() => app.synth()).toThrow(
      'pipeline.json has 2 problems:\n' +
      '  - environments "prod", check "smoke", outputs.API_URL must name an output of a stage, got: api.Address. Correct it; known outputs: api.Url.\n' +
      '  - environments "prod", check "smoke", outputs.WEB_URL must name an output of a stage, got: web.Url. Correct it; known outputs: api.Url.',
    );
  });
});

describe('P1: branches and sources', () => {
  const mapped = exampleDocument({ branches: { develop: ['beta'], main: ['prod'] } });

  test('a pipeline delivers its branch to that branch\'s environments only', () => {
    const delivery = deliveryOf(mapped, { branch: 'develop' });
    addStages(delivery);
    expect(delivery.pipeline.environments.map((environment) => environment.name)).toEqual(['beta']);
    expect(action(delivery.stack, 'Source', 'Source').Configuration).toMatchObject({ BranchName: 'develop', FullRepositoryId: 'acme/orders' });
  });

  test('with several branches one must be chosen, and it must exist', () => {
    expect(() => deliveryOf(mapped)).toThrow('branch must be one of develop, main, got: nothing');
    expect(() => deliveryOf(mapped, { branch: 'release' })).toThrow('branch must be one of develop, main, got: release');
  });

  test('a stage for another branch\'s environment is refused', () => {
    const { app, pipeline } = deliveryOf(mapped, { branch: 'develop' });
    const environment = PipelineBlueprint.fromJson(JSON.stringify(mapped)).findEnvironment('prod');
    expect(() => pipeline.addStage(environment, simpleStage(app, environment, 'api'))).toThrow('environment must be one of beta, which this pipeline\'s branch is delivered to, got: prod');
  });

  test.each<[string, PipelineSource, Record<string, string>, Record<string, unknown>]>([
    ['a connection', PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN }), { Provider: 'CodeStarSourceConnection' }, { ConnectionArn: CONNECTION_ARN, BranchName: 'main' }],
    ['CodeCommit', PipelineSource.codeCommit('orders'), { Provider: 'CodeCommit' }, { RepositoryName: 'orders', BranchName: 'main' }],
    ['S3', PipelineSource.s3('acme-sources', 'orders.zip'), { Provider: 'S3' }, { S3Bucket: 'acme-sources', S3ObjectKey: 'orders.zip' }],
  ])('the repository can come from %s', (_, source, type, configuration) => {
    const delivery = deliveryOf(exampleDocument(), { source });
    addStages(delivery);
    expect(action(delivery.stack, 'Source', 'Source')).toMatchObject({ ActionTypeId: type, Configuration: configuration });
  });

  test('sources name what is wrong with them', () => {
    expect(() => PipelineSource.connection('orders', { connectionArn: CONNECTION_ARN })).toThrow('repository must be "owner/name", got: orders');
    expect(() => PipelineSource.connection('acme/orders', { connectionArn: 'arn:aws:s3:::x' })).toThrow('connectionArn must be the ARN of a connection');
    expect(() => PipelineSource.codeCommit('orders.git')).toThrow('repositoryName must be');
    expect(() => PipelineSource.s3('bucket', 'orders.tar')).toThrow('objectKey must be the key of a zip file, got: orders.tar');
  });
});

describe('P4: accounts and regions', () => {
  const across = exampleDocument({ environments: [{ ...prod, regions: ['us-east-1'] }] });

  test('each stack is deployed by the bootstrap role of its account and region', () => {
    const { stack } = synthesized(across);
    expect(JSON.stringify(pipelineProperties(stack).Stages.at(-1)!.Actions.at(-1))).toContain(':iam::333333333333:role/cdk-hnb659fds-deploy-role-333333333333-us-east-1');
  });

  test('artifacts are encrypted with a rotating key, reached by TLS only, logged and expire, in every region', () => {
    const { app } = synthesized(across);
    const templates = app.synth().stacks.map((artifact) => Template.fromJSON(artifact.template));
    expect(templates).toHaveLength(2);
    for (const template of templates) {
      template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
      template.hasResourceProperties('AWS::S3::Bucket', {
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 90 })] },
        LoggingConfiguration: { DestinationBucketName: Match.anyValue() },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      });
      expect(Object.values(template.findResources('AWS::S3::BucketPolicy', {
        Properties: { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]) } },
      }))).toHaveLength(2);
    }
  });

  test('a stage in another account or region than its environment is refused with both problems', () => {
    const { app, pipeline } = deliveryOf();
    const stage = new Stage(app, 'beta-api', { env: { account: '333333333333' } });
    expect(() => pipeline.addStage(pipeline.environments[0], stage)).toThrow(
      'addStage(beta, beta-api) has 2 problems:\n' +
      '  - env.account must be 222222222222, the account of environment beta, got: 333333333333. Give the stage env: { account: environment.account, region: … }.\n' +
      '  - env.region must be one of eu-west-1, the regions of environment beta, got: nothing. Give the stage a region of its environment.',
    );
  });

  test('a stage is added once, and after stages that are there', () => {
    const { app, pipeline } = deliveryOf();
    const [beta] = pipeline.environments;
    const [api, web] = ['api', 'web'].map((name) => simpleStage(app, beta, name));
    expect(() => pipeline.addStage(beta, web, { after: [api] })).toThrow('after must name stages that were added to beta before, got: beta-api. Add that stage first.');
    pipeline.addStage(beta, api);
    expect(() => pipeline.addStage(beta, api)).toThrow('the stage must be added once, got: beta-api.');
  });

  test('the pipeline\'s stack must be in the tools account', () => {
    const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument()));
    const source = PipelineSource.codeCommit('orders');
    expect(() => new MultiAccountPipeline(new Stack(new App(), 'Elsewhere'), 'Pipeline', { blueprint, source }))
      .toThrow('Elsewhere: the pipeline\'s stack must be in 111111111111/eu-west-1, the blueprint\'s tools, got: unknown/unknown.');
  });

  test('an environment without a stage is reported when the app is synthesized', () => {
    const { app, pipeline } = deliveryOf();
    pipeline.addStage(pipeline.environments[0], simpleStage(app, pipeline.environments[0], 'api'));
    expect(() => app.synth()).toThrow('environment prod has no stage. Call addStage for it');
  });
});

describe('P3: the pipeline itself', () => {
  const delivery = synthesized(exampleDocument({ builds: [{ name: 'backend' }, { name: 'frontend', output: 'frontend/dist' }] }));
  const template = Template.fromStack(delivery.stack);

  test('is of type V2 and restarts a run that changed it', () => {
    template.hasResourceProperties('AWS::CodePipeline::Pipeline', { PipelineType: 'V2', RestartExecutionOnUpdate: true });
  });

  test('each build reads its buildspec from the repository', () => {
    for (const name of ['backend', 'frontend']) {
      template.hasResourceProperties('AWS::CodeBuild::Project', { Source: { Type: 'CODEPIPELINE', BuildSpec: `${name}/buildspec.yml` } });
    }
  });

  test('a build\'s output lies where the app looks for it when it is synthesized', () => {
    const artifact = action(delivery.stack, 'Build', 'frontend').OutputArtifacts![0].Name;
    template.hasResourceProperties('AWS::CodeBuild::Project', {
      Source: { BuildSpec: Match.stringLikeRegexp(`ln -s -- .{2}\\$CODEBUILD_SRC_DIR_${artifact}.{2} .{2}frontend/dist.{2}`) },
    });
    expect(action(delivery.stack, 'Build', 'backend').OutputArtifacts).toBeUndefined();
  });

  test('Node 22 synthesizes, the CDK CLI stays on version 2', () => {
    template.hasResourceProperties('AWS::CodeBuild::Project', { Source: { BuildSpec: Match.serializedJson(Match.objectLike({ phases: { install: { 'runtime-versions': { nodejs: 22 }, 'commands': Match.arrayWith(['npm ci']) } } })) } });
    template.hasResourceProperties('AWS::CodeBuild::Project', { Source: { BuildSpec: Match.stringLikeRegexp('npm install -g aws-cdk@2"') } });
  });

  test.each([['without any feature flag', {}], ['with the recommended feature flags', RECOMMENDED_FLAGS]])('has no AwsSolutions violation %s', (_, flags) => {
    const across = deliveryOf(exampleDocument({
      environments: [{ ...prod, regions: ['us-east-1'], checks: [{ name: 'smoke', commands: ['true'] }] }], builds: [{ name: 'web', output: 'dist' }],
    }), {}, flags);
    across.pipeline.environments.forEach((environment) => across.pipeline.addStage(environment, simpleStage(across.app, environment, 'api', ['asset'])));
    across.app.synth();
    expect(new AwsSolutionsChecks().validateScope(across.app).violations).toEqual([]);
  });

  test('keeps the logical ids of its resources from release to release', () => {
    const resources = Object.entries(template.toJSON().Resources as Record<string, { Type: string }>);
    expect(resources.map(([id, { Type }]) => `${id}: ${Type}`).sort()).toMatchSnapshot();
  });
});

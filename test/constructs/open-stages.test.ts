import { App, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_ssm as ssm, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EcsServiceStage, EnvironmentProfile, PipelineBlueprint, ServiceImage, SiteContent, StaticSiteStage } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { deliveryOf } from '../support/delivery';
import { DIGEST, ENV, folderWith, nagFindings, validatorFindings } from '../support/stages';

const [beta] = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument())).environments;
const image = ServiceImage.fromEcr('orders', DIGEST);
const content = SiteContent.fromDirectory(folderWith({ 'index.html': '<h1>orders</h1>' }));
const apiIn = (app: App) => new EcsServiceStage(app, 'beta-api', { deploymentEnvironment: beta, image });
const parametersOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::SSM::Parameter')).map(({ Properties }) => Properties.Name).sort();

describe('[E9] a service', () => {
  test('tells its address and names by outputs and by parameters', () => {
    const { stack, urlParameter } = apiIn(new App());
    expect(Object.keys(Template.fromStack(stack).findOutputs('*')).sort()).toEqual(['ClusterName', 'ServiceName', 'Url']);
    expect(parametersOf(stack)).toEqual(['/orders/beta/api/cluster-name', '/orders/beta/api/service-name', '/orders/beta/api/url']);
    expect(urlParameter).toBe(beta.parameterOf('api', 'url'));
  });

  test('tells others nothing outside of a blueprint, where nobody could know the names', () => {
    const { stack, urlParameter } = new EcsServiceStage(new App(), 'beta-api', { env: ENV, profile: EnvironmentProfile.STAGING, image });
    expect(parametersOf(stack)).toEqual([]);
    expect(urlParameter).toBeUndefined();
  });

  test('is found by another stage without a reference that CDK would refuse', () => {
    const app = new App();
    const { urlParameter } = apiIn(app);
    const other = new Stack(new Stage(app, 'beta-jobs', { env: { account: beta.account, region: beta.region } }), 'Jobs');
    new ssm.StringParameter(other, 'Copy', { stringValue: ssm.StringParameter.valueForStringParameter(other, urlParameter!) });
    Template.fromStack(other).hasParameter('*', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/orders/beta/api/url' });
  });

  test('can be granted what it uses, and let into where it goes', () => {
    const stage = apiIn(new App());
    const table = new dynamodb.TableV2(stage.stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
    table.grantReadData(stage.taskRole);
    const group = new ec2.SecurityGroup(stage.stack, 'Database', { vpc: stage.service.vpc, allowAllOutbound: false });
    group.connections.allowFrom(stage.securityGroup, ec2.Port.tcp(5432));
    const template = Template.fromStack(stage.stack);
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('TaskRole') }], PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['dynamodb:GetItem']) })]) },
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 5432, SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('ServiceSecurityGroup'), 'GroupId'] } });
  });

  test('takes further stacks inside, which the pipeline deploys before what depends on them', () => {
    const { app, stack, pipeline } = deliveryOf(exampleDocument({ environments: [{ name: 'beta', account: beta.account, regions: [beta.region], profile: 'development' }] }));
    const [environment] = pipeline.environments;
    const stage = new EcsServiceStage(app, 'beta-api', { deploymentEnvironment: environment, image });
    const tables = new Stack(stage, 'Tables', { stackName: environment.nameOf('tables') });
    const table = new dynamodb.TableV2(tables, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    table.grantReadData(stage.taskRole);
    pipeline.addStage(environment, stage);
    app.synth();
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
    const { Actions } = Properties.Stages.find(({ Name }: { Name: string }) => Name === 'beta');
    const ordered = [...Actions].sort((one, other) => one.RunOrder - other.RunOrder).map(({ Configuration }) => Configuration.StackName);
    expect(ordered).toEqual(['beta-orders-tables', 'beta-orders-api']);
  });

  test('keeps the name and the logical ids of what is deployed already', () => {
    const { stack } = new EcsServiceStage(new App(), 'beta-api', { deploymentEnvironment: beta, stackName: 'legacy-orders', image });
    stack.renameLogicalId('ServiceCluster572F72F1', 'Cluster');
    expect(stack.stackName).toBe('legacy-orders');
    Template.fromStack(stack).hasResource('AWS::ECS::Cluster', {});
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::ECS::Cluster'))).toEqual(['Cluster']);
  });

  test('in an environment of a blueprint is as clean as outside of one', () => {
    const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    expect(nagFindings(apiIn(app))).toEqual([]);
    expect(validatorFindings(app)).toEqual([]);
  });
});

test('[S6] a site tells its address, too, with its release and the function that goes back to one', () => {
  const { stack, urlParameter } = new StaticSiteStage(new App(), 'beta-web', { deploymentEnvironment: beta, content });
  expect(parametersOf(stack)).toEqual(['/orders/beta/web/release', '/orders/beta/web/releases-function', '/orders/beta/web/url']);
  expect(urlParameter).toBe('/orders/beta/web/url');
});

import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { ContainerService, ContainerServiceProps, EcsServiceStage, ServiceImage } from '../../src/constructs';
import { DIGEST, ENV } from '../support/stages';

const image = ServiceImage.fromEcr('api', DIGEST);

const templateOf = (props: Partial<ContainerServiceProps> = {}) => Template.fromStack(
  new EcsServiceStage(new App(), 'Beta', { env: ENV, profile: EnvironmentProfile.PRODUCTION, image, ...props }).stack,
);
const serviceWith = (props: Partial<ContainerServiceProps>) => () => new ContainerService(
  new Stack(new App(), 'Stack', { env: ENV }), 'Api', { profile: EnvironmentProfile.DEVELOPMENT, image, ...props },
);
const container = (template: Template) => Object.values(template.findResources('AWS::ECS::TaskDefinition'))[0].Properties.ContainerDefinitions[0];

describe('the service', () => {
  test('runs on Fargate', () => {
    templateOf().hasResourceProperties('AWS::ECS::Service', { LaunchType: 'FARGATE' });
  });

  test('never runs less than it should during a deployment', () => {
    templateOf().hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 } });
  });

  test('runs in private subnets without public addresses', () => {
    templateOf().hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'DISABLED',
          Subnets: [{ Ref: Match.stringLikeRegexp('PrivateSubnet1') }, { Ref: Match.stringLikeRegexp('PrivateSubnet2') }],
        },
      },
    });
  });

  test('starts after the private subnets can reach the image', () => {
    templateOf().hasResource('AWS::ECS::Service', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('PrivateSubnet1DefaultRoute'), Match.stringLikeRegexp('PrivateSubnet2DefaultRoute')]),
    });
  });

  test('runs the image by its digest', () => {
    expect(JSON.stringify(container(templateOf()).Image)).toContain(`api@${DIGEST}`);
  });

  test('cannot write to its image, but to /tmp', () => {
    expect(container(templateOf())).toMatchObject({ ReadonlyRootFilesystem: true, MountPoints: [{ ContainerPath: '/tmp', ReadOnly: false }] });
  });

  test('is the processor that images are built for', () => {
    templateOf().hasResourceProperties('AWS::ECS::TaskDefinition', { RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' } });
  });

  test('gives settings to the container', () => {
    expect(container(templateOf({ environment: { LOG_LEVEL: 'info' } })).Environment).toEqual([{ Name: 'LOG_LEVEL', Value: 'info' }]);
  });

  test('measures tasks with Container Insights', () => {
    templateOf().hasResourceProperties('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] });
  });
});

describe('requests', () => {
  test('reach port 8080 and the health check /health by default', () => {
    templateOf().hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 8080, HealthCheckPath: '/health', TargetType: 'ip' });
    expect(container(templateOf()).PortMappings).toEqual([{ ContainerPort: 8080, Protocol: 'tcp' }]);
  });

  test('reach the port and health check that are given', () => {
    const template = templateOf({ containerPort: 3000, healthCheckPath: '/up' });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 3000, HealthCheckPath: '/up' });
    template.hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ ContainerPort: 3000, ContainerName: 'app' })] });
  });

  test('come over HTTPS, and over HTTP only to be sent to HTTPS', () => {
    templateOf().hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' }, HttpVersion: 'http2and3' },
    });
  });

  test('are logged by CloudFront and the load balancer', () => {
    const template = templateOf();
    template.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { Logging: { Prefix: 'cloudfront/' } } });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.enabled', Value: 'true' }]),
    });
  });
});

describe('the load balancer', () => {
  test('is private and drops invalid headers', () => {
    templateOf().hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      LoadBalancerAttributes: Match.arrayWith([{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' }]),
    });
  });

  test.each(EnvironmentProfile.all())('is protected from deletion as the profile %s says', (profile) => {
    templateOf({ profile }).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([{ Key: 'deletion_protection.enabled', Value: `${profile.protectsFromDeletion}` }]),
    });
  });

  test('lets in CloudFront\'s VPC origins and nobody else', () => {
    const template = templateOf();
    const balancer = Object.entries(template.findResources('AWS::EC2::SecurityGroup')).find(([id]) => id.includes('LoadBalancer'))!;
    expect(balancer[1].Properties.SecurityGroupIngress).toBeUndefined();
    const rules = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress'))
      .filter(({ Properties }) => Properties.GroupId['Fn::GetAtt'][0] === balancer[0]);
    expect(rules.map(({ Properties }) => Properties)).toEqual([expect.objectContaining({
      FromPort: 80, ToPort: 80, SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringContaining('CloudFrontGroupLookup'), 'SecurityGroups.0.GroupId'] },
    })]);
  });

  test('asks for CloudFront\'s security group after CloudFront has made it', () => {
    templateOf().hasResource('Custom::AWS', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('Distribution')]) });
  });

  test('becomes an origin after the network has its internet gateway', () => {
    templateOf().hasResource('AWS::CloudFront::VpcOrigin', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('IGW')]) });
  });
});

describe('the network', () => {
  test.each(EnvironmentProfile.all())('has as many NAT gateways as the profile %s says', (profile) => {
    templateOf({ profile }).resourceCountIs('AWS::EC2::NatGateway', profile.natGateways);
  });

  test('logs its traffic and closes its default security group', () => {
    const template = templateOf();
    template.hasResourceProperties('AWS::EC2::FlowLog', { ResourceType: 'VPC', TrafficType: 'ALL' });
    template.resourceCountIs('Custom::VpcRestrictDefaultSG', 1);
  });

  test('leaves its zones to CloudFormation', () => {
    templateOf().hasResourceProperties('AWS::EC2::Subnet', { AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } });
  });
});

describe('bad values', () => {
  test('are all reported at once, with the construct\'s path and the remedy', () => {
    const environment = { 'LOG-LEVEL': 'info', 'DB_PASSWORD': 'hunter22' };
    expect(serviceWith({ containerPort: 0, healthCheckPath: 'health', cpu: 300, environment })).toThrow(new RegExp([
      '^Stack/Api has 5 problems:',
      '  - containerPort must be a whole number from 1 to 65535, got: 0\\. .+',
      '  - healthCheckPath must start with "/", .+, got: health\\. .+',
      '  - cpu must be one of 256, .+, got: 300\\. .+',
      '  - environment\\.LOG-LEVEL must be an environment variable\'s name, got: LOG-LEVEL\\. .+',
      '  - environment\\.DB_PASSWORD must not be a secret, got: .+Secrets Manager.+',
    ].join('\n')));
  });

  test('of secrets are never repeated in the message', () => {
    expect(serviceWith({ environment: { DB_PASSWORD: 'hunter22' } })).toThrow(/got: a value of 8 characters/);
    expect(serviceWith({ environment: { DB_PASSWORD: 'hunter22' } })).not.toThrow(/hunter22/);
  });

  test.each([65536, 80.5, -1, NaN])('such as the port %p are refused', (containerPort) => {
    expect(serviceWith({ containerPort })).toThrow(/containerPort/);
  });

  test.each(['', 'health', '/a b', `/${'a'.repeat(1024)}`])('such as the health check path %p are refused', (healthCheckPath) => {
    expect(serviceWith({ healthCheckPath })).toThrow(/healthCheckPath/);
  });

  test.each([[256, 1536], [256, 4096], [512, 512], [1024, 2500], [8192, 20000]])('such as cpu %p with %p MiB are refused', (cpu, memoryMiB) => {
    expect(serviceWith({ cpu, memoryMiB })).toThrow(/memoryMiB must be \d+ to \d+ in steps/);
  });

  test.each([[256, 2048], [512, 4096], [1024, 8192], [4096, 30720], [16384, 122880]])('are none for cpu %p with %p MiB', (cpu, memoryMiB) => {
    expect(serviceWith({ cpu, memoryMiB })).not.toThrow();
  });

  test.each([
    ['API_KEY', 'x'], ['GITHUB_TOKEN', 'x'], ['ClientSecret_SECRET', 'x'], ['AWS_SECRET_ACCESS_KEY', 'x'],
    ['KEY_ID', `AKIA${'A'.repeat(16)}`], ['PEM', '-----BEGIN RSA PRIVATE KEY-----'], ['DATABASE_URL', 'postgres://user:pass@host/db'],
  ])('such as the secret in %s are refused', (name, value) => {
    expect(serviceWith({ environment: { [name]: value } })).toThrow(/must not be a secret/);
  });

  test.each([
    ['TOKEN_TTL_SECONDS', '300'], ['DB_PASSWORD_SECRET_NAME', 'db'], ['API_KEY', ''], ['DATABASE_URL', 'postgres://host:5432/db'], ['MONKEY', 'x'],
  ])('do not include the plain setting %s', (name, value) => {
    expect(serviceWith({ environment: { [name]: value } })).not.toThrow();
  });

  test('are not looked for in tokens', () => {
    const token = Lazy.string({ produce: () => 'later' });
    const port = Lazy.number({ produce: () => 80 });
    expect(serviceWith({ healthCheckPath: token, containerPort: port, environment: { DB_PASSWORD: token } })).not.toThrow();
  });
});
